/** What is said of a sweep as a whole. */
import type { ExperimentState } from './experiment.ts';
import { winningPoint } from './sweep-row.ts';
import type { SweepRow } from './sweep-row.ts';

/** The first of these that any member is in; finished where all are. */
const precedence: readonly ExperimentState[] = ['running', 'failed', 'interrupted', 'cancelled'];

export const sweepState = (members: readonly ExperimentState[]): ExperimentState =>
  precedence.find((state) => members.includes(state)) ?? 'finished';

/** The member whose winning ticket is the smallest, of equally small ones the most accurate; null where there is no winning ticket. */
export function bestMember(rows: readonly SweepRow[]): SweepRow | null {
  const winners = rows.flatMap((row) => {
    const point = winningPoint(row);
    return point ? [{ row, point }] : [];
  });
  const better = winners.toSorted(
    (a, b) => a.point.remaining - b.point.remaining || (b.point.testAccuracy ?? 0) - (a.point.testAccuracy ?? 0),
  );
  return better[0]?.row ?? null;
}
