import type { StopSpread } from '../../src/shared/results/verdict/statistics.ts';
import { formatBound } from '../../src/shared/results/verdict/early-stop.ts';
import type { ExperimentDocument, RoundSummary, SeriesSummary } from '../../src/shared/results/experiment.ts';
import { missingWords } from '../../src/shared/results/series-words.ts';
import type { SeriesName } from '../../src/shared/specs/series.ts';
import { formatAccuracy, formatCount } from '../format.ts';
import { t } from '../../src/shared/text/language.ts';

/** A spread over trials, perhaps only a bound. */
interface Measured extends StopSpread {
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
    const range = value.min === value.max ? '' : ` (${t('{0} to {1}', format(value.min), format(value.max))})`;
    return `${formatBound(format(value.mean), value.bound)}${unit}${range}${value.note}`;
  };

export const accuracyMeasure: Measure = {
  scale: 100,
  read(_document, round, name) {
    const series = round.series[name];
    const spread = series?.testAccuracyAtEarlyStop;
    const missing = series ? missingWords(series) : '';
    return spread ? { ...spread, bound: 'exact', note: missing === '' ? '' : `; ${missing}` } : null;
  },
  format: formatAccuracy,
  words: rangeWords(formatAccuracy, ' %'),
};

export const stopMeasure: Measure = { scale: 1, read: readStop, format: formatCount, words: rangeWords(formatCount, '') };

function readStop({ trainings }: ExperimentDocument, { round, series: all }: RoundSummary, name: SeriesName): Measured | null {
  const series = all[name];
  const stop = series?.earlyStopIteration;
  const own = trainings.filter((one) => one.round === round && one.series === name);
  const first = own.filter(({ earlyStopBound }) => earlyStopBound === 'at-most').length;
  return series && stop ? { ...stop, note: noteOf(series, first) } : null;
}

/** Why the mean is only a bound, and over how many trainings it is where some are missing. @param first Those that stop at their first evaluation. */
function noteOf(series: SeriesSummary, first: number): string {
  const censored = series.censored > 0 ? t('{0} of {1} still improving when the budget ended', series.censored, series.n) : '';
  const early = first > 0 ? t('{0} of {1} at the first evaluation', first, series.n) : '';
  return [censored, early, missingWords(series)].map((words) => (words === '' ? '' : `; ${words}`)).join('');
}
