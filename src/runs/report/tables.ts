import { claimRule } from '../../shared/results/claims.ts';
import { earliestStop } from '../../shared/results/earliest-stop.ts';
import type { ExperimentDocument, RoundSummary, SeriesName, SeriesSummary } from '../../shared/results/experiment.ts';
import type { Spread } from '../../shared/results/statistics.ts';
import { seriesNames } from '../../shared/results/experiment.ts';
import { formatAccuracy, formatAccuracyNumber, formatAtLeast, formatCount, formatRemaining } from '../../shared/text/format.ts';
import { seriesWords } from '../../shared/specs/series.ts';
import { paragraph, section, table } from './html.ts';

const range = ({ min, max }: Spread, format: (value: number) => string): string => (min === max ? '' : ` [${format(min)}-${format(max)}]`);

function stopWords(document: ExperimentDocument, round: number, name: SeriesName, summary: SeriesSummary): string {
  const { earlyStopIteration: stop, censored } = summary;
  if (stop) return (censored > 0 ? formatAtLeast : formatCount)(stop.mean) + range(stop, formatCount);
  const earliest = earliestStop(document, round, name);
  return earliest === null ? '-' : formatAtLeast(earliest);
}

function cells(document: ExperimentDocument, { round, series }: RoundSummary, name: SeriesName): string[] {
  const summary = series[name];
  if (!summary) return ['-', '-'];
  const accuracy = summary.testAccuracyAtEarlyStop;
  return [
    accuracy ? formatAccuracy(accuracy.mean) + range(accuracy, formatAccuracyNumber) : '-',
    stopWords(document, round, name, summary),
  ];
}

export function roundsSection(document: ExperimentDocument): string {
  const { rounds } = document;
  const shown = seriesNames.filter((name) => rounds.some(({ series }) => series[name]));
  const head = ['Round', 'Remaining', ...shown.flatMap((name) => [seriesWords[name].title, 'stop']), 'Verdict'];
  const rows = rounds.map((round) => [
    ...[String(round.round), formatRemaining(round.remaining)],
    ...shown.flatMap((name) => cells(document, round, name)),
    round.verdict?.label ?? 'unfinished',
  ]);
  const words = 'Test accuracy at early stop and early-stopping iteration: mean [minimum-maximum] over trials. ">=": a lower bound.';
  return section(
    'Rounds',
    paragraph(words),
    `<div class="scroll">${table(head, rows, [0, 1, ...shown.flatMap((_, place) => [2 + 2 * place, 3 + 2 * place])])}</div>`,
  );
}

export function claimsSection({ claims }: ExperimentDocument): string {
  if (claims.setup === null) return section("The paper's claims", paragraph('The paper makes no claims about this network and data set.'));
  const own = claims.departures.length === 0 ? "the paper's own set-up" : `but with ${claims.departures.join(', ')}`;
  const rows = claims.results.map(({ id, claim, outcome, reason, at, paper, run, remaining }) => [
    ...[`${claim} (${id})`, `${outcome}: ${reason}`, at === null ? '-' : formatRemaining(at), paper, run],
    remaining === null ? '-' : formatRemaining(remaining),
  ]);
  const head = ['Claim', 'Outcome', 'At', 'The paper', 'This run', 'Tested at'];
  return section("The paper's claims", paragraph(`${claims.setup}, ${own}.`), table(head, rows, [2, 5]), paragraph(claimRule));
}
