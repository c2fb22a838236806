/** A sweep as a whole: caption, its experiments side by side, what the columns mean. */
import type { ExperimentState } from '../shared/results/experiment.ts';
import type { SweepRow } from '../shared/results/sweep-row.ts';
import { sweepTable } from './sweep-table.ts';
import { counted } from './words.ts';

export function sweepText(sweep: string, state: ExperimentState, rows: readonly SweepRow[]): string {
  const caption = `${sweep}: ${state}, a sweep of ${counted(rows.length, 'experiment')}`;
  const note = 'Test accuracy at the early stop and that iteration, means over the trials; winning ticket: the smallest one.';
  return [caption, sweepTable(rows), note].join('\n\n');
}
