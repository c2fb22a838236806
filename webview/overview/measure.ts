import type { ExperimentDocument, RoundSummary } from '../../src/shared/results/experiment.ts';
import type { Spread } from '../../src/shared/results/statistics.ts';
import type { SeriesName } from '../../src/shared/specs/series.ts';
import { formatAccuracy, formatCount } from '../format.ts';

/** A spread over trials; `bound` where it is only a lower bound. */
interface Measured extends Spread {
  readonly bound: boolean;
  readonly note: string;
}

/** One of the two numbers that the paper's figures show for a round. */
export interface Measure {
  readonly scale: number;
  read(document: ExperimentDocument, round: RoundSummary, series: SeriesName): Measured | null;
  format(value: number): string;
  words(value: Measured): string;
}

const rangeWords =
  (format: (value: number) => string, unit: string) =>
  (value: Measured): string => {
    const range = value.min === value.max ? '' : ` (${format(value.min)} to ${format(value.max)})`;
    return `${value.bound ? '>= ' : ''}${format(value.mean)}${unit}${range}${value.note}`;
  };

export const accuracyMeasure: Measure = {
  scale: 100,
  read(_document, round, name) {
    const spread = round.series[name]?.testAccuracyAtEarlyStop;
    return spread ? { ...spread, bound: false, note: '' } : null;
  },
  format: formatAccuracy,
  words: rangeWords(formatAccuracy, ' %'),
};

export const stopMeasure: Measure = { scale: 1, read: readStop, format: formatCount, words: rangeWords(formatCount, '') };

function readStop(document: ExperimentDocument, round: RoundSummary, name: SeriesName): Measured | null {
  const series = round.series[name];
  if (!series || series.n === 0) return null;
  if (series.censored > 0) return lowerBound(document, round.round, name, series.censored, series.n);
  return series.earlyStopIteration && { ...series.earlyStopIteration, bound: false, note: '' };
}

/** Over every training, the ones still improving when the budget ended counted at where they stood. */
function lowerBound(document: ExperimentDocument, round: number, name: SeriesName, censored: number, n: number): Measured | null {
  const here = document.trainings.filter((training) => training.round === round && training.series === name);
  const stops = here.map(({ earlyStopIteration }) => earlyStopIteration);
  if (stops.length === 0) return null;
  const mean = stops.reduce((sum, stop) => sum + stop, 0) / stops.length;
  const note = `; ${censored} of ${n} still improving when the budget ended`;
  return { mean, min: Math.min(...stops), max: Math.max(...stops), bound: true, note };
}
