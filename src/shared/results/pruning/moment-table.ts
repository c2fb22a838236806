/** What pruning alone leaves of the accuracy, and what untrained networks have: the rows and columns of tables, and their words. */
import { criterionFacts } from '../../config/schema/pruning-schema.ts';
import type { Config } from '../../config/schema/schema.ts';
import { type SeriesName, seriesNames, seriesShortOf, seriesTitleOf } from '../../specs/series.ts';
import { formatAccuracy, formatThreeDigits } from '../../text/format.ts';
import { type EvaluatedNetwork, type Moment, moments } from './evaluated-network.ts';
import type { ExperimentDocument, RoundSummary } from '../experiment.ts';
import type { Spread } from '../verdict/statistics.ts';
import { t } from '../../text/language.ts';

export interface MomentColumn {
  readonly series: SeriesName;
  readonly moment: Moment;
  /** "pruned", "random mask, untrained". */
  readonly title: string;
  /** For the head of a column: "random reinitialisation" is "reinit" there. */
  readonly short: string;
}

/** Over the trials and replicates in which it was evaluated; accuracies are fractions 0..1. */
export interface MomentCell {
  readonly testAccuracy: Spread;
  /** Means. */
  readonly testLoss: number;
  readonly validationAccuracy: number;
  readonly validationLoss: number;
}

export interface MomentRow {
  readonly round: number;
  readonly remaining: number;
  /** Test accuracy of the trained ticket at the end of its training; null where it was not tested there. */
  readonly trained: Spread | null;
  /** One a column; null where nothing was evaluated. */
  readonly cells: readonly (MomentCell | null)[];
}

export interface MomentTable {
  readonly columns: readonly MomentColumn[];
  readonly rows: readonly MomentRow[];
}

function columnOf(series: SeriesName, moment: Moment): MomentColumn {
  const named = (name: string): string =>
    moment === 'pruned' ? t({ message: 'pruned', comment: 'a network' }) : t('{0}, untrained', name);
  return { series, moment, title: named(seriesTitleOf(series)), short: named(seriesShortOf(series)) };
}

const isAt =
  ({ series, moment }: MomentColumn) =>
  (network: EvaluatedNetwork): boolean =>
    network.series === series && network.moment === moment;

function cellOf(networks: readonly EvaluatedNetwork[]): MomentCell | null {
  if (networks.length === 0) return null;
  const mean = (read: (network: EvaluatedNetwork) => number): number =>
    networks.reduce((sum, network) => sum + read(network), 0) / networks.length;
  const accuracies = networks.map(({ testAccuracy }) => testAccuracy);
  return {
    testAccuracy: { mean: mean(({ testAccuracy }) => testAccuracy), min: Math.min(...accuracies), max: Math.max(...accuracies) },
    testLoss: mean(({ testLoss }) => testLoss),
    validationAccuracy: mean(({ validationAccuracy }) => validationAccuracy),
    validationLoss: mean(({ validationLoss }) => validationLoss),
  };
}

function rowOf({ round, remaining, series }: RoundSummary, columns: readonly MomentColumn[], all: readonly EvaluatedNetwork[]): MomentRow {
  const here = all.filter((network) => network.round === round);
  const cells = columns.map((column) => cellOf(here.filter(isAt(column))));
  return { round, remaining, trained: series.ticket?.testAccuracyAtEnd ?? null, cells };
}

/** The rounds that have begun; no columns where nothing was evaluated. */
export function momentTable({ rounds, evaluated = [] }: Pick<ExperimentDocument, 'rounds' | 'evaluated'>): MomentTable {
  const every = moments.flatMap((moment) => seriesNames.map((series) => columnOf(series, moment)));
  const columns = every.filter((column) => evaluated.some(isAt(column)));
  return { columns, rows: columns.length === 0 ? [] : rounds.map((round) => rowOf(round, columns, evaluated)) };
}

/** "loss 0.213; validation 97.20 %, loss 0.197" */
export function momentDetails({ testLoss, validationAccuracy, validationLoss }: MomentCell): string {
  return t(
    'loss {0}; validation {1}, loss {2}',
    ...[formatThreeDigits(testLoss), formatAccuracy(validationAccuracy), formatThreeDigits(validationLoss)],
  );
}

/** Where the untrained ticket is a supermask: by one of their criteria, on weights that nothing has trained. '' elsewhere. */
function supermaskWords({ pruning, rewind }: Config): string {
  const { zhou } = criterionFacts[pruning.criterion];
  if (zhou === undefined || rewind !== 'initial') return '';
  return ` ${t('The untrained ticket is the supermask of Zhou et al. (2019) by their criterion "{0}".', zhou)}`;
}

function startWords({ rewind }: Config): string {
  if (rewind === 'initial') return t('rewound and masked, before its own training');
  return typeof rewind === 'object'
    ? t('rewound to iteration {0} and masked', rewind.iteration)
    : t('the pruned network itself, which is trained on');
}

/** A legend of the table in sentences. */
export function momentWords({ config, data }: ExperimentDocument): string {
  const chance =
    data === null ? '' : ` ${t('Chance is {0}: the share of the most frequent class.', formatAccuracy(data.bestConstantAccuracy))}`;
  const legend = t(
    'Test accuracy. Pruned: the trained network that the mask was drawn from, under the mask, before it is rewound. Ticket, untrained: {0}. Trained: the ticket at the end of its training.',
    startWords(config),
  );
  return `${legend}${supermaskWords(config)}${chance}`;
}
