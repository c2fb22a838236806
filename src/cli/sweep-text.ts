/** A sweep as a whole: caption, its experiments side by side, what the columns mean. */
import { boundLegend } from '../shared/results/early-stop.ts';
import type { ExperimentState } from '../shared/results/experiment.ts';
import { damageWords } from '../shared/results/notices.ts';
import { lastPoint, pointStop, type SweepPoint, type SweepRow, winningPoint } from '../shared/results/sweep-row.ts';
import { missingWords } from '../shared/results/series-words.ts';
import { formatRemaining } from '../shared/text/format.ts';
import { table } from './table.ts';
import { absent, accuracy, counted } from './words.ts';

const stop = (point: SweepPoint | undefined): string => pointStop(point) ?? absent;

/** A mean over fewer trainings than there should be says so. */
function accuracyOf(point: SweepPoint | undefined): string {
  const missing = point ? missingWords(point) : '';
  return accuracy(point?.testAccuracy) + (missing === '' ? '' : ` (${missing})`);
}

const share = (point: SweepPoint | undefined): string => (point ? formatRemaining(point.remaining) : absent);

/** A sweep's members side by side; means over the trials. */
function sweepTable(rows: readonly SweepRow[]): string {
  return table<SweepRow>(
    [
      { title: 'experiment', cell: ({ values }) => values },
      { title: 'dense', align: 'right', cell: ({ rounds }) => accuracyOf(rounds[0]) },
      { title: 'stop', align: 'right', cell: ({ rounds }) => stop(rounds[0]) },
      { title: 'last ticket', align: 'right', cell: (row) => share(lastPoint(row)) },
      { title: 'accuracy', align: 'right', cell: (row) => accuracyOf(lastPoint(row)) },
      { title: 'stop', align: 'right', cell: (row) => stop(lastPoint(row)) },
      { title: 'winning ticket', align: 'right', cell: (row) => share(winningPoint(row)) },
      {
        title: 'trainings',
        align: 'right',
        cell: ({ finishedTrainings, plannedTrainings }) => `${finishedTrainings} of ${plannedTrainings}`,
      },
      { title: 'state', cell: ({ state, damagedFiles }) => [state, damageWords(damagedFiles)].filter((words) => words !== '').join(', ') },
    ],
    rows,
  );
}

export function sweepText(sweep: string, state: ExperimentState, rows: readonly SweepRow[]): string {
  const caption = `${sweep}: ${state}, a sweep of ${counted(rows.length, 'experiment')}`;
  const note =
    'Test accuracy at the early stop and that iteration, means over the trials; winning ticket: the smallest one. ' + boundLegend;
  return [caption, sweepTable(rows), note].join('\n\n');
}
