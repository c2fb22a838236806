import { parseMemberName } from '../../shared/config/sweep/sweep-name.ts';
import { compareMembers, type SweepRow } from '../../shared/results/sweep-row.ts';
import type { StoreReader } from './store-reader.ts';

type Store = Pick<StoreReader, 'list' | 'summary'>;

/** The experiments of a sweep, in order; none where there is no sweep of that name. */
export async function sweepNamed(store: Store, sweep: string): Promise<readonly SweepRow[]> {
  const entries = (await store.list()).filter((entry) => entry.problem === null && parseMemberName(entry.experiment)?.sweep === sweep);
  const names = entries.map((entry) => entry.experiment).sort(compareMembers);
  return Promise.all(names.map(async (name) => (await store.summary(name)).row));
}

/** The experiments of the sweep that this one belongs to, itself among them, in order; none where it belongs to none. */
export async function sweepOf(store: Store, experiment: string): Promise<readonly SweepRow[]> {
  const sweep = parseMemberName(experiment)?.sweep;
  return sweep === undefined ? [] : sweepNamed(store, sweep);
}
