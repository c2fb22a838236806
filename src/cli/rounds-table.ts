/** The table of an experiment, round by round; means over its trials. */
import { earliestStop } from '../shared/results/earliest-stop.ts';
import { seriesNames } from '../shared/results/experiment.ts';
import type { ExperimentDocument, RoundSummary, SeriesName } from '../shared/results/experiment.ts';
import { formatAtLeast, formatCount, formatRemaining } from '../shared/text/format.ts';
import { seriesWords } from '../shared/specs/series.ts';
import { table } from './table.ts';
import type { Column } from './table.ts';
import { absent, accuracy } from './words.ts';

/** Censored minima are never averaged; since they lie behind all others, the mean of these is a lower bound. */
function stop(document: ExperimentDocument, { round, series }: RoundSummary, name: SeriesName): string {
  const summary = series[name];
  if (!summary || summary.n === 0) return absent;
  const value = summary.earlyStopIteration?.mean ?? earliestStop(document, round, name);
  if (value === null) return absent;
  return summary.censored > 0 ? formatAtLeast(value) : formatCount(value);
}

function seriesColumns(document: ExperimentDocument, name: SeriesName): Column<RoundSummary>[] {
  return [
    { title: seriesWords[name].short, align: 'right', cell: ({ series }) => accuracy(series[name]?.testAccuracyAtEarlyStop) },
    { title: 'stop', align: 'right', cell: (round) => stop(document, round, name) },
  ];
}

export function roundsTable(document: ExperimentDocument): string {
  const shown = seriesNames.filter((name) => document.rounds.some(({ series }) => series[name]));
  return table<RoundSummary>(
    [
      { title: 'round', align: 'right', cell: ({ round }) => String(round) },
      { title: 'remaining', align: 'right', cell: ({ remaining }) => formatRemaining(remaining) },
      ...shown.flatMap((name) => seriesColumns(document, name)),
      { title: 'verdict', cell: ({ verdict }) => verdict?.label ?? absent },
    ],
    document.rounds,
  );
}
