/** A sweep as a whole: caption, its experiments side by side, what the columns mean. */
import { boundLegend } from '../../shared/results/verdict/early-stop.ts';
import type { ExperimentState } from '../../shared/results/experiment.ts';
import { damageWords } from '../../shared/results/notices.ts';
import { lastPoint, pointStop, type SweepPoint, type SweepRow, winningPoint } from '../../shared/results/sweep-row.ts';
import { missingWords } from '../../shared/results/series-words.ts';
import { formatRemaining } from '../../shared/text/format.ts';
import { type Column, type Grid, grid, gridText } from './table.ts';
import { stateStyle } from './word-styles.ts';
import { absent, accuracy, counted } from './words.ts';

const stop = (point: SweepPoint | undefined): string => pointStop(point) ?? absent;

/** A mean over fewer trainings than there should be says so. */
function accuracyOf(point: SweepPoint | undefined): string {
  const missing = point ? missingWords(point) : '';
  return accuracy(point?.testAccuracy) + (missing === '' ? '' : ` (${missing})`);
}

const share = (point: SweepPoint | undefined): string => (point ? formatRemaining(point.remaining) : absent);

type PointOf = (row: SweepRow) => SweepPoint | undefined;

/** Accuracy and early stop of one point of each member. @param name In CSV. */
function pointColumns(title: string, name: string, pointOf: PointOf): Column<SweepRow>[] {
  return [
    {
      ...{ title, name, align: 'right' },
      cell: (row) => accuracyOf(pointOf(row)),
      value: (row) => pointOf(row)?.testAccuracy ?? null,
    },
    {
      ...{ title: 'stop', name: `${name} stop`, align: 'right' },
      cell: (row) => stop(pointOf(row)),
      value: (row) => pointOf(row)?.earlyStopIteration ?? null,
    },
  ];
}

const sizeColumn = (title: string, pointOf: PointOf): Column<SweepRow> => ({
  ...{ title, align: 'right' },
  cell: (row) => share(pointOf(row)),
  value: (row) => pointOf(row)?.remaining ?? null,
});

const stateWords = ({ state, damagedFiles }: SweepRow): string =>
  [state, damageWords(damagedFiles)].filter((words) => words !== '').join(', ');

/** A sweep's members side by side; means over the trials. */
export const sweepGrid = (rows: readonly SweepRow[]): Grid =>
  grid<SweepRow>(
    [
      { title: 'experiment', cell: ({ values }) => values },
      ...pointColumns('dense', 'dense', ({ rounds }) => rounds[0]),
      sizeColumn('last ticket', lastPoint),
      ...pointColumns('accuracy', 'last ticket accuracy', lastPoint),
      { ...sizeColumn('winning ticket', winningPoint), style: (row) => (winningPoint(row) ? 'good' : undefined) },
      {
        title: 'trainings',
        align: 'right',
        cell: ({ finishedTrainings, plannedTrainings }) => `${finishedTrainings} of ${plannedTrainings}`,
      },
      { title: 'state', cell: stateWords, style: ({ state }) => stateStyle(state) },
    ],
    rows,
  );

export function sweepText(sweep: string, state: ExperimentState, rows: readonly SweepRow[]): string {
  const caption = `${sweep}: ${state}, a sweep of ${counted(rows.length, 'experiment')}`;
  const note =
    'Test accuracy at the early stop and that iteration, means over the trials; winning ticket: the smallest one. ' + boundLegend();
  return [caption, gridText(sweepGrid(rows)), note].join('\n\n');
}
