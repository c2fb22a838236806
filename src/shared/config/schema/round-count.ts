import type { PruningConfig } from './pruning-schema.ts';

type Rounds = Pick<PruningConfig, 'rounds'> & Partial<Pick<PruningConfig, 'schedule' | 'sizes'>>;

/** Rounds after the dense one: one for each size of a one-shot pruning that lists them. */
export function roundCount({ rounds, schedule, sizes }: Rounds): number {
  return schedule === 'one-shot' && sizes ? sizes.length : rounds;
}
