import type { SeriesName } from '../specs/series.ts';
import type { ExperimentDocument } from './experiment.ts';

/** Where every minimum is censored: the earliest of them, which is true of all. null without trainings. */
export function earliestStop({ trainings }: ExperimentDocument, round: number, series: SeriesName): number | null {
  const own = trainings.filter((training) => training.round === round && training.series === series);
  return own.length === 0 ? null : Math.min(...own.map((training) => training.earlyStopIteration));
}
