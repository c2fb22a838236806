import type { SweepRow } from '../shared/sweep-row.ts';
import { sweepRow } from '../shared/sweep-row.ts';
import { parseMemberName } from '../shared/sweep-name.ts';
import { compareMembers } from '../shared/sweep-order.ts';
import type { StoreReader } from './store-reader.ts';

/** The experiments of the sweep that this one belongs to, itself among them, in order; none where it belongs to none. */
export async function sweepOf(store: Pick<StoreReader, 'list' | 'document'>, experiment: string): Promise<readonly SweepRow[]> {
  const sweep = parseMemberName(experiment)?.sweep;
  if (sweep === undefined) return [];
  const entries = (await store.list()).filter((entry) => entry.problem === null && parseMemberName(entry.experiment)?.sweep === sweep);
  const names = entries.map((entry) => entry.experiment).sort(compareMembers);
  return Promise.all(names.map(async (name) => sweepRow(await store.document(name))));
}
