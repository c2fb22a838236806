/** An experiment as people read it: the table, the verdict in words, what went wrong. */
import { methodWords } from '../../shared/config/schema/method-words.ts';
import { earlyBirdWords, savingsWords } from '../../shared/results/pruning/early-bird.ts';
import { boundLegend } from '../../shared/results/verdict/early-stop.ts';
import type { ExperimentDocument, RoundSummary, SeriesSummary } from '../../shared/results/experiment.ts';
import { type InstabilityRow, instabilityRows } from '../../shared/results/pruning/instability-rows.ts';
import { type MomentRow, momentTable, momentWords } from '../../shared/results/pruning/moment-table.ts';
import { noticesOf } from '../../shared/results/notices.ts';
import { costLegend, type CostRow, costRows, shareWords } from '../../shared/results/pruning/ticket-cost.ts';
import { missingWords, seriesStop } from '../../shared/results/series-words.ts';
import type { Spread } from '../../shared/results/verdict/statistics.ts';
import { noVerdict } from '../../shared/results/verdict/verdict.ts';
import { type SeriesName, seriesNames, seriesShortOf } from '../../shared/specs/series.ts';
import { ticketName } from '../../shared/results/ticket-name.ts';
import { formatAccuracyNumber, formatRemaining } from '../../shared/text/format.ts';
import { styled } from './style.ts';
import { type Column, type Grid, grid, gridText, table } from './table.ts';
import { retrainingName, trainingsTable } from './trainings-table.ts';
import { absent, accuracy, counted } from './words.ts';
import { headlineStyle, labelStyle } from './word-styles.ts';

/** When each ticket was drawn; '' where all are drawn at the end of training. */
function earlyBirdLines({ earlyBird = [], trials, saved }: ExperimentDocument): string {
  const place = (trial: number, round: number): string => (trials > 1 ? `trial ${trial}, round ${round}` : `round ${round}`);
  const draws = earlyBird.map((draw) => `Early-Bird, ${place(draw.trial, draw.round)}: ${earlyBirdWords(draw)}`);
  return [...draws, ...(saved ? [savingsWords(saved)] : [])].join('\n');
}

// The barriers between tickets and their copies in another data order; means over the trials.
/** '' where nothing has been measured. */
function instabilityTable(document: ExperimentDocument): string {
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
  if (rows.length === 0) return 'There is no ticket yet whose cost is known.';
  const remaining = new Map(rounds.map((round) => [round.round, formatRemaining(round.remaining)]));
  const text = table<CostRow>(
    [
      { title: 'round', align: 'right', cell: ({ round }) => String(round) },
      { title: 'remaining', align: 'right', cell: ({ round }) => remaining.get(round) ?? absent },
      { title: 'to find', align: 'right', cell: ({ finding }) => shareWords(finding) },
      { title: 'to train', align: 'right', cell: ({ training }) => shareWords(training) },
      { title: 'both', align: 'right', cell: ({ finding, training }) => shareWords(finding + training) },
    ],
    rows,
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

function seriesColumns(name: SeriesName): Column<RoundSummary>[] {
  return [
    {
      title: seriesShortOf(name),
      align: 'right',
      cell: ({ series }) => accuracyCell(series[name]),
      value: ({ series }) => spreadValue(series[name]?.testAccuracyAtEarlyStop),
    },
    {
      title: 'stop',
      name: `${seriesShortOf(name)} stop`,
      align: 'right',
      cell: ({ series }) => (series[name] && seriesStop(series[name])) ?? absent,
      value: ({ series }) => spreadValue(series[name]?.earlyStopIteration),
    },
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

function caption(document: ExperimentDocument): string {
  const { experiment, config, state, trials, trainings, plannedTrainings } = document;
  const done = `${trainings.length} of ${counted(plannedTrainings, 'training')}`;
  return [`${experiment}: ${state}`, counted(trials, 'trial'), done, ...methodWords(config)].join(', ');
}

function legend(document: ExperimentDocument): string {
  const mean = document.trials > 1 ? ', means over the trials' : '';
  return `Test accuracy at the early stop (the iteration of minimum validation loss) and that iteration${mean}. ${boundLegend()}`;
}

function retrainings({ retrainings: list }: ExperimentDocument): string[] {
  const named = list.map((training) => ({
    name: `trial ${training.trial}, round ${training.round}, ${retrainingName(training)}`,
    training,
  }));
  return named.length === 0 ? [] : [trainingsTable(named)];
}

/** Imported tickets, none of which may be trained yet. */
const importedLine = ({ experiment, imported = [] }: ExperimentDocument): readonly string[] =>
  imported.length === 0
    ? []
    : [`Imported: ${imported.map((id) => `${ticketName({ experiment, ...id })} (${formatRemaining(id.remaining)})`).join(', ')}`];

export function experimentText(document: ExperimentDocument): string {
  const { headline, failure } = document;
  const failed = failure === null ? [] : [`Failed: ${failure}`];
  const rounds = document.rounds.length === 0 ? [] : [roundsTable(document), legend(document)];
  const lines = [earlyBirdLines(document), instabilityTable(document)].filter((text) => text !== '');
  const verdict = `${styled(headline.title, headlineStyle(headline.kind))}\n${headline.text}`.trim();
  const notices = noticesOf(document).map(({ text }) => text);
  return [caption(document), ...importedLine(document), ...rounds, ...lines, ...retrainings(document), verdict, ...failed, ...notices].join(
    '\n\n',
  );
}
