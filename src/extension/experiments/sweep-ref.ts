import { parseMemberName } from '../../shared/config/sweep/sweep-name.ts';
import type { ExperimentRef } from './experiment-ref.ts';

/** A sweep by the store that its members lie in and its name. */
export interface SweepRef {
  readonly storeFolder: string;
  readonly sweep: string;
}

/** The sweep that an experiment is a member of; null where it belongs to none. */
export function sweepOf({ storeFolder, experiment }: ExperimentRef): SweepRef | null {
  const name = parseMemberName(experiment);
  return name && { storeFolder, sweep: name.sweep };
}

/** The same for every reference to one sweep, and for no experiment's. */
export const sweepKey = ({ storeFolder, sweep }: SweepRef): string => JSON.stringify([storeFolder, sweep, 'sweep']);

export function isMember(experiment: ExperimentRef, sweep: SweepRef): boolean {
  const own = sweepOf(experiment);
  return own !== null && sweepKey(own) === sweepKey(sweep);
}
