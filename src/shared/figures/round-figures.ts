/** The paper's figures over rounds: a number of each series against weights remaining. */
import type { ExperimentDocument, RoundSummary, SeriesSummary } from '../results/experiment.ts';
import type { StopBound } from '../results/verdict/early-stop.ts';
import type { Spread } from '../results/verdict/statistics.ts';
import { type SeriesName, seriesNames, seriesTitleOf } from '../specs/series.ts';
import { linearAxis, remainingAxis } from './figure/axis.ts';
import type { Figure, FigureLine, FigurePoint } from './figure/figure.ts';
import { lineLook } from './figure/series-looks.ts';
import { t } from '../text/language.ts';

interface Value extends Spread {
  readonly bound: StopBound;
}
type Read = (summary: SeriesSummary) => Value | null;

const plain = (spread: Spread | null): Value | null => spread && { ...spread, bound: 'exact' };

const stopOf = ({ earlyStopIteration: stop }: SeriesSummary): Value | null => stop;

function pointOf(round: RoundSummary, name: SeriesName, read: Read, scale: number): FigurePoint[] {
  const summary = round.series[name];
  const value = summary ? read(summary) : null;
  if (!value) return [];
  const { mean, min, max, bound } = value;
  const numbers = { y: mean * scale, low: min * scale, high: max * scale };
  return [{ x: round.remaining * 100, ...numbers, bound, n: summary?.n ?? 0, round: round.round }];
}

function lines(document: ExperimentDocument, names: readonly SeriesName[], read: Read, scale: number): FigureLine[] {
  const series = names.map((name): FigureLine => {
    const points = document.rounds.flatMap((round) => pointOf(round, name, read, scale));
    return { key: name, label: seriesTitleOf(name), ...lineLook(name), step: false, points };
  });
  return [...series.filter(({ points }) => points.length > 0), ...denseLine(document, series[0]?.points[0])];
}

/** The dense network, across. */
function denseLine({ rounds }: ExperimentDocument, dense: FigurePoint | undefined): FigureLine[] {
  const ends = rounds.map(({ remaining }) => remaining * 100);
  if (dense?.x !== 100 || ends.length < 2) return [];
  const { y, n = 0, bound = 'exact' } = dense;
  const points = [100, Math.min(...ends)].map((x) => ({ x, y, low: y, high: y, bound, n }));
  return [{ key: 'dense', label: t('dense network'), color: 'dim', dash: [1, 3], marker: null, step: false, points, across: true }];
}

const bands = (): string => t('Line: mean, band: minimum to maximum over trials, thin dots: dense network.');
const percents = ({ rounds }: ExperimentDocument): number[] => rounds.map(({ remaining }) => remaining * 100);
const numbers = (all: readonly FigureLine[]): number[] => all.flatMap(({ points }) => points.flatMap(({ low, high }) => [low, high]));

/** Collapsed networks would flatten all others: the axis ends 6 points below the best, or where the dense network does, with which all are compared. */
function accuracyAxis(all: readonly FigureLine[], title: string): Figure['y'] {
  const values = numbers(all);
  const dense = all.flatMap(({ points }) => points.filter(({ round }) => round === 0).map(({ low }) => low));
  const [best, worst] = [Math.max(...values), Math.min(...values)];
  return linearAxis(title, 'percent', values, best - worst > 12 ? Math.floor(Math.min(best - 6, ...dense)) : undefined);
}

export function accuracyFigure(document: ExperimentDocument, names: readonly SeriesName[] = seriesNames): Figure {
  const all = lines(document, names, (summary) => plain(summary.testAccuracyAtEarlyStop), 100);
  const words = { id: 'accuracy', title: t('Test accuracy at early stop'), caption: bands() };
  return { ...words, x: remainingAxis(percents(document)), y: accuracyAxis(all, t('test accuracy, %')), lines: all, reference: 'dense' };
}

export function stopFigure(document: ExperimentDocument, names: readonly SeriesName[] = seriesNames): Figure {
  const all = lines(document, names, stopOf, 1);
  const words = { id: 'early-stop', title: t('Early-stopping iteration'), caption: `${bands()} ${t('Hollow: a bound.')}` };
  return {
    ...words,
    x: remainingAxis(percents(document)),
    y: linearAxis(t('iterations'), 'count', numbers(all), 0),
    lines: all,
    reference: 'dense',
  };
}

/** Figure 14 of the paper (appendix E): ticket, its reinitialisation and a random sparse network at the last iteration. */
export function lastIterationFigure(document: ExperimentDocument): Figure {
  const all = lines(document, ['ticket', 'randomReinit', 'randomMask'], (summary) => plain(summary.testAccuracyAtEnd), 100);
  const words = { id: 'last-iteration', title: t('Test accuracy at the last iteration'), caption: bands() };
  return { ...words, x: remainingAxis(percents(document)), y: accuracyAxis(all, t('test accuracy, %')), lines: all, reference: 'dense' };
}
