/** A series of a round in words, the same in every table. */
import { formatStop } from './early-stop.ts';
import type { SeriesSummary, TrainingSummary } from './experiment.ts';

/** "n = 4 of 6" where trainings are missing, because they failed or are not finished; '' where all are there. */
export const missingWords = ({ n, planned }: Pick<SeriesSummary, 'n' | 'planned'>): string =>
  n < planned ? `n = ${String(n)} of ${String(planned)}` : '';

/** "2,150", ">= 3,900"; null where there is no training. */
export const seriesStop = ({ earlyStopIteration }: Pick<SeriesSummary, 'earlyStopIteration'>): string | null =>
  earlyStopIteration && formatStop(earlyStopIteration.mean, earlyStopIteration.bound);

export const trainingStop = ({
  earlyStopIteration,
  earlyStopBound,
}: Pick<TrainingSummary, 'earlyStopIteration' | 'earlyStopBound'>): string => formatStop(earlyStopIteration, earlyStopBound);
