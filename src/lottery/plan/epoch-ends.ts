import { epochLength } from '../../shared/specs/epoch-length.ts';

interface Lengths {
  readonly batchSize: number;
  readonly iterations: number;
}

/** The last iterations of the epochs that fit into a training, ascending. */
export function epochEnds(samples: number, { batchSize, iterations }: Lengths): readonly number[] {
  const epoch = epochLength(samples, batchSize);
  return Array.from({ length: Math.floor(iterations / epoch) }, (_, index) => (index + 1) * epoch);
}
