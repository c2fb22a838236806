/** A sweep as a whole: caption, its experiments side by side, what the columns mean. */
import type { ExperimentState } from '../shared/results/experiment.ts';
import { lastPoint, type SweepPoint, type SweepRow, winningPoint } from '../shared/results/sweep-row.ts';
import { formatCount, formatRemaining } from '../shared/text/format.ts';
import { table } from './table.ts';
import { absent, accuracy, counted } from './words.ts';

const stop = (point: SweepPoint | undefined): string =>
  point?.earlyStopIteration === null || point === undefined ? absent : formatCount(point.earlyStopIteration);
const share = (point: SweepPoint | undefined): string => (point ? formatRemaining(point.remaining) : absent);

/** A sweep's members side by side; means over the trials. */
function sweepTable(rows: readonly SweepRow[]): string {
  return table<SweepRow>(
    [
      { title: 'experiment', cell: ({ values }) => values },
      { title: 'dense', align: 'right', cell: ({ rounds }) => accuracy(rounds[0]?.testAccuracy) },
      { title: 'stop', align: 'right', cell: ({ rounds }) => stop(rounds[0]) },
      { title: 'last ticket', align: 'right', cell: (row) => share(lastPoint(row)) },
      { title: 'accuracy', align: 'right', cell: (row) => accuracy(lastPoint(row)?.testAccuracy) },
      { title: 'stop', align: 'right', cell: (row) => stop(lastPoint(row)) },
      { title: 'winning ticket', align: 'right', cell: (row) => share(winningPoint(row)) },
      {
        title: 'trainings',
        align: 'right',
        cell: ({ finishedTrainings, plannedTrainings }) => `${finishedTrainings} of ${plannedTrainings}`,
      },
      { title: 'state', cell: ({ state }) => state },
    ],
    rows,
  );
}

export function sweepText(sweep: string, state: ExperimentState, rows: readonly SweepRow[]): string {
  const caption = `${sweep}: ${state}, a sweep of ${counted(rows.length, 'experiment')}`;
  const note = 'Test accuracy at the early stop and that iteration, means over the trials; winning ticket: the smallest one.';
  return [caption, sweepTable(rows), note].join('\n\n');
}
