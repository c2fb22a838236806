import { parseMemberName } from '../../shared/sweep-name.ts';
import { sweepRow } from '../../shared/sweep-row.ts';
import type { SweepRow } from '../../shared/sweep-row.ts';
import type { ExperimentRef } from '../experiment-ref.ts';
import type { Library } from '../library.ts';

const sweepOf = ({ experiment }: ExperimentRef): string | null => parseMemberName(experiment)?.sweep ?? null;

/** Whether both are members of the same sweep. */
export const inOneSweep = (a: ExperimentRef, b: ExperimentRef): boolean =>
  sweepOf(a) !== null && sweepOf(a) === sweepOf(b) && a.storeFolder === b.storeFolder;

/** Every experiment of the sweep that this one belongs to; none where it belongs to none. */
export async function sweepRows(library: Library, ref: ExperimentRef): Promise<readonly SweepRow[]> {
  if (sweepOf(ref) === null) return [];
  const members = (await library.entries()).filter((entry) => entry.problem === null && inOneSweep(entry, ref));
  const documents = await Promise.all(members.map((entry) => library.document(entry)));
  return documents.filter((document) => document !== null).map(sweepRow);
}
