import { compareMembers } from '../../shared/results/sweep-order.ts';
import { sweepRow } from '../../shared/results/sweep-row.ts';
import type { SweepRow } from '../../shared/results/sweep-row.ts';
import type { ExperimentRef } from '../experiments/experiment-ref.ts';
import type { Library } from '../experiments/library.ts';
import { sweepOf } from '../experiments/sweep-ref.ts';
import { sweepMembersIn } from '../experiments/sweep-members-in.ts';

/** Every experiment of the sweep that this one belongs to; none where it belongs to none. */
export async function sweepRows(library: Library, ref: ExperimentRef): Promise<readonly SweepRow[]> {
  const sweep = sweepOf(ref);
  const members = sweep ? await sweepMembersIn(library, sweep) : [];
  const documents = await Promise.all(members.map((entry) => library.document(entry)));
  const rows = documents.filter((document) => document !== null).map(sweepRow);
  return rows.sort((a, b) => compareMembers(a.experiment, b.experiment));
}
