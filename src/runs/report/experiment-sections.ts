import { momentFigure } from '../../shared/figures/moment-figure.ts';
import { svgOf } from '../../shared/charts/svg.ts';
import { claimNames, claimRule } from '../../shared/results/verdict/claims.ts';
import { type EarlyBirdSummary, earlyBirdWords, savingsWords } from '../../shared/results/pruning/early-bird.ts';
import { boundLegend, formatStop } from '../../shared/results/verdict/early-stop.ts';
import type { ExperimentDocument, RoundSummary, SeriesSummary } from '../../shared/results/experiment.ts';
import { type MomentCell, momentDetails, type MomentRow, momentTable } from '../../shared/results/pruning/moment-table.ts';
import { costCells, costLegend, costRows } from '../../shared/results/pruning/ticket-cost.ts';
import { missingWords } from '../../shared/results/series-words.ts';
import type { Spread } from '../../shared/results/verdict/statistics.ts';
import { noVerdict } from '../../shared/results/verdict/verdict.ts';
import { type SeriesName, seriesNames, seriesTitleOf } from '../../shared/specs/series.ts';
import { formatAccuracy, formatAccuracyNumber, formatCount, formatRemaining } from '../../shared/text/format.ts';
import { namedArguments, shellWord } from '../../shared/text/shell.ts';
import type { ExperimentRecord } from '../store/experiments/experiment-record.ts';
import { code, paragraph, section, table } from './html.ts';

const range = ({ min, max }: Spread, format: (value: number) => string): string => (min === max ? '' : ` [${format(min)}-${format(max)}]`);

/** A table of how early each mask was drawn; '' where none was drawn early. */
export function earlyBirdSection({ earlyBird = [] }: ExperimentDocument): string {
  if (earlyBird.length === 0) return '';
  const row = (draw: EarlyBirdSummary): string[] => [String(draw.trial), String(draw.round), earlyBirdWords(draw)];
  const words = 'How early each mask was drawn, and its normalised Hamming distance to the mask of the last iteration (You et al. 2020).';
  return section('Early-Bird tickets', paragraph(words), table(['Trial', 'Round', 'Mask'], earlyBird.map(row), [0, 1]));
}

/** The figure and its table; '' where nothing was evaluated. */
export function momentsSection(document: ExperimentDocument): string {
  const [figure, { columns, rows }] = [momentFigure(document), momentTable(document)];
  if (figure === null) return '';
  const cell = (one: MomentCell | null): string =>
    one === null ? '-' : `${formatAccuracy(one.testAccuracy.mean)}${range(one.testAccuracy, formatAccuracyNumber)} (${momentDetails(one)})`;
  const trained = ({ trained: spread }: MomentRow): string =>
    spread ? formatAccuracy(spread.mean) + range(spread, formatAccuracyNumber) : '-';
  const head = ['Round', 'Remaining', ...columns.map(({ title }) => title), 'ticket, trained'];
  const cells = rows.map((row) => [String(row.round), formatRemaining(row.remaining), ...row.cells.map(cell), trained(row)]);
  const drawn = `<div class="figures"><figure>${svgOf(figure)}</figure></div>`;
  const numbers = table(head, cells, [...head.keys()]);
  return section(figure.title, paragraph(figure.caption), drawn, numbers);
}

/** '' before there is a ticket. */
export function costsSection({ costs, rounds, saved }: ExperimentDocument): string {
  const remaining = new Map(rounds.map((round) => [round.round, formatRemaining(round.remaining)]));
  const means = costRows(costs);
  const cells = costCells(means);
  const rows = means.map(({ round }, index) => [String(round), remaining.get(round) ?? '-', ...(cells[index] ?? [])]);
  if (rows.length === 0) return '';
  const head = ['Round', 'Remaining', 'To find', 'To train', 'Both'];
  const words = saved ? paragraph(savingsWords(saved)) : '';
  return section('What a ticket costs', paragraph(costLegend()), table(head, rows, [...head.keys()]), words);
}

export function instabilitySection({ instability = [], rounds }: ExperimentDocument): string {
  if (instability.length === 0) return '';
  const remaining = new Map(rounds.map((round) => [round.round, formatRemaining(round.remaining)]));
  const rows = instability.map(({ trial, round, errorBarrier, lossBarrier, points }) => [
    ...[String(trial), String(round), remaining.get(round) ?? '-'],
    ...[formatAccuracyNumber(errorBarrier), lossBarrier.toFixed(4), String(points.length)],
  ]);
  const words =
    'Barrier: the highest test error (loss) on the line between two copies in different data orders, less the mean of its ends; about 0: stable (Frankle et al. 2020).';
  const head = ['Trial', 'Round', 'Remaining', 'Error barrier, points', 'Loss barrier', 'Points on the line'];
  return section('Instability', paragraph(words), table(head, rows, [0, 1, 2, 3, 4, 5]));
}

/** With what the command line said in place of the config's text. Imported tickets come from files. */
function runCommand({ configPath, experiment, givenSettings = [], imported, machine: { platform } }: ExperimentRecord): string {
  const config = configPath ?? `${experiment}.lottery.json`;
  if (imported) {
    const files = [...new Set(Object.values(imported).flatMap(({ weights, mask }) => weights ?? mask ?? []))];
    return `winning-ticket import --config ${shellWord(config, platform)} ${namedArguments(files, platform)}`;
  }
  const settings = givenSettings.map((setting) => `--set ${shellWord(setting, platform)} `).join('');
  return `winning-ticket run ${settings}${namedArguments([config], platform)}`;
}

/** How the numbers can be made again, bit for bit, and with what they were made. */
export function provenanceSection(record: ExperimentRecord, command: string): string {
  const { versions, machine, engine, config, configPath, basis } = record;
  const rows = [
    ['Made by', `Winning Ticket ${versions.program}, Node ${versions.node}`],
    ['Machine', `${machine.platform} ${machine.architecture}, ${machine.processor}`],
    [
      'Engine',
      `${engine.name}, numerics ${engine.numerics}${engine.backend ? `, backend ${engine.backend} (${engine.reason ?? ''})` : ''}${engine.device === undefined ? '' : `, on ${engine.device}`}`,
    ],
    ['Seed', String(config.seed)],
    ['Basis', `${basis} (SHA-256 of network, training, pruning, data and numerics)`],
    ['Config', configPath ?? 'unknown'],
    ['Run by', runCommand(record)],
    ['Report by', command],
  ];
  const tickets = Object.entries(record.tickets).map(([place, ticket]) => [place, ticket.mask, ticket.initialWeights]);
  const trainings = Object.entries(record.trainings).map(([role, hash]) => [role, hash]);
  return section(
    'Provenance',
    table(['What', 'Value'], rows),
    `<details><summary>Hashes of the tickets</summary>${table(['Ticket', 'Mask', 'Initial weights'], tickets)}</details>`,
    `<details><summary>Hashes of the trainings</summary>${table(['Training', 'Spec'], trainings)}</details>`,
    `<details open><summary>The config as it was run</summary>${code(JSON.stringify(config, null, 2))}</details>`,
  );
}

function stopWords({ earlyStopIteration: stop }: SeriesSummary): string {
  return stop ? formatStop(stop.mean, stop.bound) + range(stop, formatCount) : '-';
}

function cells({ series }: RoundSummary, name: SeriesName): string[] {
  const summary = series[name];
  if (!summary) return ['-', '-'];
  const accuracy = summary.testAccuracyAtEarlyStop;
  const words = accuracy ? formatAccuracy(accuracy.mean) + range(accuracy, formatAccuracyNumber) : '-';
  return [[words, missingWords(summary)].join(' ').trim(), stopWords(summary)];
}

export function roundsSection(document: ExperimentDocument): string {
  const { rounds } = document;
  const shown = seriesNames.filter((name) => rounds.some(({ series }) => series[name]));
  const head = ['Round', 'Remaining', ...shown.flatMap((name) => [seriesTitleOf(name), 'stop']), 'Verdict'];
  const rows = rounds.map((round) => [
    ...[String(round.round), formatRemaining(round.remaining)],
    ...shown.flatMap((name) => cells(round, name)),
    round.verdict?.label ?? noVerdict,
  ]);
  const words = 'Test accuracy at early stop and early-stopping iteration: mean [minimum-maximum] over trials. ' + boundLegend();
  return section('Rounds', paragraph(words), table(head, rows, [0, 1, ...shown.flatMap((_, place) => [2 + 2 * place, 3 + 2 * place])]));
}

export function claimsSection({ claims }: ExperimentDocument): string {
  if (claims.setup === null) return section("The paper's claims", paragraph('The paper makes no claims about this network and data set.'));
  const own = claims.departures.length === 0 ? "the paper's own set-up" : `but with ${claims.departures.join(', ')}`;
  const names = claimNames(claims.results);
  const rows = claims.results.map(({ id, claim, outcome, reason, at, paper, run, remaining }, place) => [
    ...[`${claim} (${names[place] ?? id})`, `${outcome}: ${reason}`, at === null ? '-' : formatRemaining(at), paper, run],
    remaining === null ? '-' : formatRemaining(remaining),
  ]);
  const head = ['Claim', 'Outcome', 'At', 'The paper', 'This run', 'Tested at'];
  return section("The paper's claims", paragraph(`${claims.setup}, ${own}.`), table(head, rows, [2, 5]), paragraph(claimRule()));
}
