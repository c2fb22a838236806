/** A series of a round in words, the same in every table. */
import { formatStop } from './verdict/early-stop.ts';
import { seriesTitleOf } from '../specs/series.ts';
import type { SeriesSummary, TrainingSummary } from './experiment.ts';
import type { TrainingId } from './ticket-name.ts';
import { t } from '../text/language.ts';

/** "n = 4 of 6" where trainings are missing, because they failed or are not finished; '' where all are there. */
export const missingWords = ({ n, planned }: Pick<SeriesSummary, 'n' | 'planned'>): string =>
  n < planned ? t('n = {0} of {1}', n, planned) : '';

/** "2,150", ">= 3,900"; null where there is no training. */
export const seriesStop = ({ earlyStopIteration }: Pick<SeriesSummary, 'earlyStopIteration'>): string | null =>
  earlyStopIteration && formatStop(earlyStopIteration.mean, earlyStopIteration.bound);

export const trainingStop = ({
  earlyStopIteration,
  earlyStopBound,
}: Pick<TrainingSummary, 'earlyStopIteration' | 'earlyStopBound'>): string => formatStop(earlyStopIteration, earlyStopBound);

/** "random reinitialisation 2"; "dense network" for the ticket of round 0. */
export function seriesTitle({ round, series, replicate }: TrainingId): string {
  if (round === 0 && series === 'ticket') return t('dense network');
  return `${seriesTitleOf(series)}${replicate > 1 ? ` ${String(replicate)}` : ''}`;
}

/** "trial 2, round 3, random mask"; "trial 2, dense network". */
export const trainingPlace = (place: TrainingId): string =>
  [t('trial {0}', place.trial), ...(place.round === 0 ? [] : [t('round {0}', place.round)]), seriesTitle(place)].join(', ');
