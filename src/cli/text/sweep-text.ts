/** A sweep as a whole: caption, its experiments side by side, what the columns mean. */
import { boundLegend } from '../../shared/results/verdict/early-stop.ts';
import type { ExperimentState } from '../../shared/results/experiment.ts';
import { damageWords } from '../../shared/results/notices.ts';
import {
  bestMember,
  lastPoint,
  pointStop,
  settingKeys,
  settingOf,
  type SweepPoint,
  type SweepRow,
  winningPoint,
} from '../../shared/results/sweep-row.ts';
import { sweepOutcome, sweepOutcomeWords, winnerWords } from '../../shared/results/sweep-words.ts';
import { missingWords } from '../../shared/results/series-words.ts';
import { formatRemaining } from '../../shared/text/format.ts';
import { styled } from './style.ts';
import { type Column, csvColumn, type Grid, grid, gridText } from './table.ts';
import { headlineStyle, stateStyle } from './word-styles.ts';
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
      ...{ title, name: `${name} accuracy`, align: 'right' },
      cell: (row) => accuracyOf(pointOf(row)),
      value: (row) => pointOf(row)?.testAccuracy ?? null,
    },
    {
      ...{ title: 'stop', name: `${name} stop`, align: 'right' },
      cell: (row) => stop(pointOf(row)),
      value: (row) => pointOf(row)?.earlyStopIteration ?? null,
    },
    csvColumn(`${name} stop bound`, (row) => pointOf(row)?.earlyStopBound ?? null),
    csvColumn(`${name} n`, (row) => pointOf(row)?.n ?? null),
    csvColumn(`${name} planned`, (row) => pointOf(row)?.planned ?? null),
  ];
}

const sizeColumn = (title: string, pointOf: PointOf): Column<SweepRow> => ({
  ...{ title, name: `${title} remaining`, align: 'right' },
  cell: (row) => share(pointOf(row)),
  value: (row) => pointOf(row)?.remaining ?? null,
});

const stateWords = ({ state, damagedFiles }: SweepRow): string =>
  [state, damageWords(damagedFiles)].filter((words) => words !== '').join(', ');

/** A column for each setting in which the members differ; one of their names where there is none. */
function memberColumns(rows: readonly SweepRow[]): Column<SweepRow>[] {
  const keys = settingKeys(rows);
  if (keys.length === 0) return [{ title: 'experiment', cell: ({ values }) => values, key: true }];
  return keys.map((title, index) => ({ title, cell: (row) => settingOf(row, index), key: true }));
}

/** A sweep's members side by side; means over the trials. */
export function sweepGrid(rows: readonly SweepRow[]): Grid {
  const best = bestMember(rows);
  return grid<SweepRow>(
    [
      csvColumn('member', ({ experiment }) => experiment),
      ...memberColumns(rows),
      ...pointColumns('dense network', 'dense network', ({ rounds }) => rounds[0]),
      sizeColumn('last ticket', lastPoint),
      ...pointColumns('accuracy', 'last ticket', lastPoint),
      {
        ...sizeColumn('winning ticket', winningPoint),
        cell: (row) => winnerWords(row, row === best),
        style: ({ headline }) => headlineStyle(headline.kind),
      },
      csvColumn('verdict', ({ headline }) => headline.kind),
      csvColumn('why', ({ headline }) => headline.label),
      csvColumn('best', (row) => (row === best ? 'yes' : 'no')),
      {
        title: 'trainings',
        only: 'text',
        align: 'right',
        cell: ({ finishedTrainings, plannedTrainings }) => `${finishedTrainings} of ${plannedTrainings}`,
      },
      csvColumn('trainings', ({ finishedTrainings }) => finishedTrainings),
      csvColumn('planned trainings', ({ plannedTrainings }) => plannedTrainings),
      { title: 'state', cell: stateWords, value: ({ state }) => state, style: ({ state }) => stateStyle(state) },
      csvColumn('damaged files', ({ damagedFiles }) => damagedFiles),
    ],
    rows,
  );
}

export function sweepText(sweep: string, state: ExperimentState, rows: readonly SweepRow[]): string {
  const caption = `${sweep}: ${state}, a sweep of ${counted(rows.length, 'experiment')}`;
  const note =
    'Test accuracy at the early stop and that iteration, means over the trials; winning ticket: the smallest one. ' + boundLegend();
  const outcome = sweepOutcome(rows);
  const { title, text } = sweepOutcomeWords(outcome);
  const verdict = `${styled(title, headlineStyle(outcome.kind))}\n${text}`.trim();
  return [caption, gridText(sweepGrid(rows)), note, verdict].join('\n\n');
}
