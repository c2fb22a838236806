/** A series of a round in words, the same in every table. */
import { formatStop } from './verdict/early-stop.ts';
import { seriesWords } from '../specs/series.ts';
import type { SeriesSummary, TrainingSummary } from './experiment.ts';
import type { TrainingId } from './ticket-name.ts';

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

/** "random reinitialisation 2"; "dense network" for the ticket of round 0. */
export function seriesTitle({ round, series, replicate }: TrainingId): string {
  if (round === 0 && series === 'ticket') return 'dense network';
  return `${seriesWords[series].title}${replicate > 1 ? ` ${String(replicate)}` : ''}`;
}

/** "trial 2, round 3, random mask"; "trial 2, dense network". */
export const trainingPlace = (place: TrainingId): string =>
  [`trial ${String(place.trial)}`, ...(place.round === 0 ? [] : [`round ${String(place.round)}`]), seriesTitle(place)].join(', ');
