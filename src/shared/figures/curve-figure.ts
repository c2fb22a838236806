/** A number of trainings against their iterations, a line a round: the paper's figure 3. */
import { roundCount } from '../config/facts/planned-trainings.ts';
import type { ExperimentDocument, FailedTraining, RoundSummary } from '../results/experiment.ts';
import { trainingPlace } from '../results/series-words.ts';
import type { LiveTraining } from '../results/under-way.ts';
import { type SeriesName, seriesShortOf } from '../specs/series.ts';
import { formatCount, formatRemaining } from '../text/format.ts';
import { trainingAxes } from './figure/axis.ts';
import { curvePoints, heightAt, isAccuracy, type Quantity, accuracyTitle } from './curve-points.ts';
import type { Figure, FigureLine, FigurePoint, Spreads } from './figure/figure.ts';
import { rampColor } from './figure/palette.ts';
import { lineLook } from './figure/series-looks.ts';
import { smoothed } from './smoothing.ts';
import { t } from '../text/language.ts';

/** Most experiments test at every evaluation; one that does so only at new minima has no curve of its test accuracy. */
export const accuracyQuantity = ({ config }: Pick<ExperimentDocument, 'config'>): Quantity =>
  config.training.testEvaluation === 'every' ? 'test' : 'validation';

/** How the curve of a round looks, by its place among all planned rounds, so that it never changes its colour. @param count Rounds after the dense one. */
export function roundLook(round: number, count: number): Pick<FigureLine, 'color' | 'dash'> {
  if (round === 0) return { color: 'foreground', dash: [1, 3] };
  return { color: rampColor(count > 1 ? Math.min(1, (round - 1) / (count - 1)) : 1), dash: [] };
}

export interface CurveOptions {
  /** The accuracy where it is absent. */
  readonly quantity?: Quantity;
  readonly series?: readonly SeriesName[];
  /** Iterations on a logarithmic axis. */
  readonly logarithmic?: boolean;
  /** Evaluations that a point is the mean of. */
  readonly smoothing?: number;
  readonly spreads?: Spreads;
  readonly spreadOf?: string;
  /** Trainings that are not finished yet. */
  readonly live?: readonly LiveTraining[];
}

export const curveKey = (round: number, series: SeriesName): string => `${round}-${series}`;

const labelOf = ({ round, remaining }: RoundSummary, series: SeriesName): string => {
  const size = round === 0 ? t('dense') : formatRemaining(remaining);
  return series === 'ticket' ? size : `${size}, ${seriesShortOf(series)}`;
};

function curveLine(document: ExperimentDocument, round: RoundSummary, series: SeriesName, quantity: Quantity): FigureLine {
  const trainings = document.trainings.filter((training) => training.round === round.round && training.series === series);
  const points = curvePoints(trainings, quantity);
  const { color, dash } = roundLook(round.round, roundCount(document.config.pruning));
  const look = { color, dash: series === 'ticket' ? dash : lineLook(series).dash, marker: null };
  return { key: curveKey(round.round, series), round: round.round, label: labelOf(round, series), ...look, step: false, points };
}

/** The mean early stop, on the curve. */
function stopMark(line: FigureLine, { series }: RoundSummary, name: SeriesName): FigureLine[] {
  const stop = series[name]?.earlyStopIteration;
  const y = stop ? heightAt(line.points, stop.mean) : null;
  if (!stop || y === null) return [];
  const point = { x: stop.mean, y, low: y, high: y, bound: stop.bound };
  return [{ ...line, key: `${line.key}-stop`, label: t('early stop'), marker: 'circle', points: [point], marksOnly: true }];
}

/** More than these would hide the others; the notices name them all. */
const mostFailed = 6;

/** Trainings that broke down and were evaluated before, of the chosen rounds and of those of which nothing is finished. */
export function failedToShow({ failedTrainings, rounds }: ExperimentDocument, chosen: readonly number[]): readonly FailedTraining[] {
  const begun = new Set(rounds.map(({ round }) => round));
  return failedTrainings
    .filter(({ round, evaluations }) => evaluations.length > 0 && (chosen.includes(round) || !begun.has(round)))
    .slice(0, mostFailed);
}

/** "trial 2, dense network: failed at iteration 1,200" */
export const failureLabel = (failed: FailedTraining): string =>
  failed.iteration === null
    ? t('{0}: failed', trainingPlace(failed))
    : t('{0}: failed at iteration {1}', trainingPlace(failed), formatCount(failed.iteration));

/** The curve as far as it goes, and the place where it broke down, at the height of its last evaluation. */
function failedLines(failed: FailedTraining, quantity: Quantity): FigureLine[] {
  const points = curvePoints([failed], quantity);
  const last = points.at(-1);
  const mark: FigurePoint[] = last ? [{ ...last, x: failed.iteration ?? last.x }] : [];
  const common = { color: 'red', dash: [2, 2], step: false } as const;
  return [
    { ...common, key: `failed-${failed.role}`, label: t('{0}, until it failed', trainingPlace(failed)), marker: null, points },
    { ...common, key: `failure-${failed.role}`, label: failureLabel(failed), marker: 'rectRot', points: mark },
  ];
}

const spreadWords: Readonly<Record<Spreads, () => string>> = {
  bands: () => t('Line: mean, band: minimum to maximum over trials.'),
  one: () => t('Line: mean, band: minimum to maximum over trials, of one line.'),
  bars: () => t('Line: mean, bars: minimum to maximum over trials.'),
  none: () => t('Line: mean over trials.'),
};

function caption({ smoothing = 1, spreads = 'bands' }: CurveOptions): string {
  const mean = smoothing > 1 ? [t('Each point is the mean of {0} evaluations.', smoothing)] : [];
  return [spreadWords[spreads](), t('Circles: early stop, open: a bound.'), ...mean].join(' ');
}

/** More than these would hide the others. */
const mostLive = 8;

function liveLine(document: ExperimentDocument, { role, round, trial, series, evaluations }: LiveTraining, quantity: Quantity): FigureLine {
  const summary = document.rounds.find((one) => one.round === round);
  const size = summary ? labelOf(summary, series) : round === 0 ? t('dense') : t('round {0}', round);
  const look = {
    ...roundLook(round, roundCount(document.config.pruning)),
    dash: series === 'ticket' ? [4, 3] : lineLook(series).dash,
    marker: null,
  };
  return {
    key: `live-${role}`,
    label: `${size}, ${t('trial {0}', trial)}`,
    round,
    ...look,
    step: false,
    points: curvePoints([{ evaluations }], quantity),
  };
}

/** The curves of trainings under way, as far as they are: of the chosen rounds, and of those of which nothing is finished. */
function liveLines(document: ExperimentDocument, chosen: readonly number[], options: CurveOptions, quantity: Quantity): FigureLine[] {
  const { live = [], series = ['ticket'] } = options;
  const begun = new Set(document.rounds.map(({ round }) => round));
  return live
    .filter((one) => series.includes(one.series) && one.evaluations.length > 0 && (chosen.includes(one.round) || !begun.has(one.round)))
    .slice(0, mostLive)
    .map((one) => liveLine(document, one, quantity));
}

/** Bands of more lines than these would hide each other: one at a time is drawn. */
const mostBands = 8;

/** @param chosen Rounds; the trainings of these, and what has failed in them. */
export function curveFigure(document: ExperimentDocument, chosen: readonly number[], options: CurveOptions = {}): Figure {
  const { quantity = accuracyQuantity(document), series = ['ticket'], smoothing = 1, logarithmic = false } = options;
  const places = document.rounds
    .filter(({ round }) => chosen.includes(round))
    .flatMap((round) => series.map((name) => ({ round, name, line: smoothed(curveLine(document, round, name, quantity), smoothing) })))
    .filter(({ line }) => line.points.length > 0);
  const failed = failedToShow(document, chosen).flatMap((one) => failedLines(one, quantity));
  const live = liveLines(document, chosen, options, quantity);
  const lines = [
    ...places.map(({ line }) => line),
    ...live,
    ...failed,
    ...places.flatMap(({ line, round, name }) => stopMark(line, round, name)),
  ];
  const spreads = (options.spreads ?? 'bands') === 'bands' && places.length > mostBands ? 'one' : (options.spreads ?? 'bands');
  const accuracy = isAccuracy(quantity);
  const words = accuracy
    ? { id: 'curves', title: t('Accuracy while training') }
    : { id: 'losses', title: t('Validation loss while training') };
  const yTitle = accuracy ? accuracyTitle(quantity) : t('validation loss');
  return {
    ...{ ...words, caption: caption({ ...options, spreads }), lines, spreads, direct: true, reference: curveKey(0, 'ticket') },
    ...trainingAxes(lines, yTitle, { unit: accuracy ? 'percent' : 'number', logarithmic }),
    ...(options.spreadOf ? { spreadOf: options.spreadOf } : {}),
  };
}

/** The dense network, the headline's round, and rounds between and after: at most five. */
export function roundsToShow({ rounds, headline }: ExperimentDocument): readonly number[] {
  const all = rounds.map(({ round }) => round);
  const last = all.length - 1;
  const spread = [0, Math.round(last / 3), Math.round((2 * last) / 3), last].map((place) => all[place] ?? 0);
  return [...new Set([...spread, ...(headline.round === null ? [] : [headline.round])])].sort((a, b) => a - b);
}
