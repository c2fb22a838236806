/** The tables of an experiment: its rounds, instability, what pruning alone leaves, costs. */
import type { ExperimentDocument, RoundSummary, SeriesSummary } from '../../shared/results/experiment.ts';
import { type InstabilityRow, instabilityRows } from '../../shared/results/pruning/instability-rows.ts';
import { type MomentRow, momentTable, momentWords } from '../../shared/results/pruning/moment-table.ts';
import { costCells, costLegend, costRows } from '../../shared/results/pruning/ticket-cost.ts';
import { missingWords, seriesStop } from '../../shared/results/series-words.ts';
import type { Spread } from '../../shared/results/verdict/statistics.ts';
import { noVerdict } from '../../shared/results/verdict/verdict.ts';
import { type SeriesName, seriesNames, seriesShortOf } from '../../shared/specs/series.ts';
import { formatAccuracyNumber, formatRemaining } from '../../shared/text/format.ts';
import { type Column, csvColumn, type Grid, grid, gridText, table } from './table.ts';
import { absent, accuracy } from './words.ts';
import { labelStyle } from './word-styles.ts';

/** The barriers between tickets and their copies in another data order, means over the trials; '' where nothing has been measured. */
export function instabilityTable(document: ExperimentDocument): string {
  const rows = instabilityRows(document);
  if (rows.length === 0) return '';
  const columns = table<InstabilityRow>(
    [
      { title: 'round', align: 'right', cell: ({ round }) => String(round) },
      { title: 'remaining', align: 'right', cell: ({ remaining }) => formatRemaining(remaining) },
      { title: 'error barrier, points', align: 'right', cell: ({ errorBarrier }) => formatAccuracyNumber(errorBarrier) },
      { title: 'loss barrier', align: 'right', cell: ({ lossBarrier }) => lossBarrier.toFixed(4) },
      { title: 'trials', align: 'right', cell: ({ trials }) => String(trials) },
    ],
    rows,
  );
  return `${columns}\n\nBarrier: the highest test error (loss) on the line between two copies in different data orders, less the mean of its ends; about 0: stable.`;
}

/** What pruning alone leaves of the accuracy, and what untrained networks have. */
export function momentsText(document: ExperimentDocument): string {
  const { columns, rows } = momentTable(document);
  if (rows.length === 0)
    return 'No network was evaluated before its training: an earlier version ran this experiment; run it again, and nothing is trained anew.';
  const text = table<MomentRow>(
    [
      { title: 'round', align: 'right', cell: ({ round }) => String(round) },
      { title: 'remaining', align: 'right', cell: ({ remaining }) => formatRemaining(remaining) },
      ...columns.map(({ short }, place): Column<MomentRow> => {
        return { title: short, align: 'right', cell: ({ cells }) => accuracy(cells[place]?.testAccuracy) };
      }),
      { title: 'ticket, trained', align: 'right', cell: ({ trained }) => accuracy(trained) },
    ],
    rows,
  );
  return `${text}\n\n${momentWords(document)}`;
}

/** What the tickets of each round cost; means over the trials. */
export function costsText({ costs, rounds }: ExperimentDocument): string {
  const rows = costRows(costs);
  const cells = costCells(rows);
  if (rows.length === 0) return 'There is no ticket yet whose cost is known.';
  const remaining = new Map(rounds.map((round) => [round.round, formatRemaining(round.remaining)]));
  const text = table(
    [
      { title: 'round', align: 'right', cell: ({ round }) => String(round) },
      { title: 'remaining', align: 'right', cell: ({ round }) => remaining.get(round) ?? absent },
      { title: 'to find', align: 'right', cell: ({ finding }) => finding },
      { title: 'to train', align: 'right', cell: ({ training }) => training },
      { title: 'both', align: 'right', cell: ({ both }) => both },
    ],
    rows.map(({ round }, index) => {
      const [finding = absent, training = absent, both = absent] = cells[index] ?? [];
      return { round, finding, training, both };
    }),
  );
  return `${text}\n\n${costLegend()}`;
}

/** A mean over fewer trainings than there should be says so. */
function accuracyCell(summary: SeriesSummary | undefined): string {
  if (!summary) return absent;
  const missing = missingWords(summary);
  return `${accuracy(summary.testAccuracyAtEarlyStop)}${missing === '' ? '' : ` (${missing})`}`;
}

const spreadValue = (spread: Spread | null | undefined): number | null => spread?.mean ?? null;

/** CSV has columns of their own for what marks the cells of the text: bounds, and means over fewer trainings than are planned. */
function seriesColumns(name: SeriesName): Column<RoundSummary>[] {
  const short = seriesShortOf(name);
  return [
    {
      title: short,
      align: 'right',
      cell: ({ series }) => accuracyCell(series[name]),
      value: ({ series }) => spreadValue(series[name]?.testAccuracyAtEarlyStop),
    },
    {
      title: 'stop',
      name: `${short} stop`,
      align: 'right',
      cell: ({ series }) => (series[name] && seriesStop(series[name])) ?? absent,
      value: ({ series }) => spreadValue(series[name]?.earlyStopIteration),
    },
    csvColumn(`${short} stop bound`, ({ series }) => series[name]?.earlyStopIteration?.bound ?? null),
    csvColumn(`${short} n`, ({ series }) => series[name]?.n ?? null),
    csvColumn(`${short} planned`, ({ series }) => series[name]?.planned ?? null),
  ];
}

/** Round by round; means over the trials. */
export function roundsGrid(document: ExperimentDocument): Grid {
  const shown = seriesNames.filter((name) => document.rounds.some(({ series }) => series[name]));
  return grid<RoundSummary>(
    [
      { title: 'round', align: 'right', cell: ({ round }) => String(round), key: true },
      {
        title: 'remaining',
        align: 'right',
        cell: ({ remaining }) => formatRemaining(remaining),
        value: ({ remaining }) => remaining,
        key: true,
      },
      ...shown.flatMap((name) => seriesColumns(name)),
      { title: 'verdict', cell: ({ verdict }) => verdict?.label ?? noVerdict, style: ({ verdict }) => labelStyle(verdict?.label) },
    ],
    document.rounds,
  );
}

export const roundsTable = (document: ExperimentDocument): string => gridText(roundsGrid(document));
