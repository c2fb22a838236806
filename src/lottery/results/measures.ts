/** The numbers of a training that are compared. */
import type { Measure } from './paired.ts';

export const accuracyAtStop: Measure = (training) => training.testAccuracyAtEarlyStop;
export const accuracyAtEnd: Measure = (training) => training.testAccuracyAtEnd;
/** A censored early stop is only a lower bound, so that its differences are no numbers. */
export const certainStop: Measure = (training) => (training.censored ? null : training.earlyStopIteration);
/** Censored ones count with their lower bound: good for "later than" only. */
export const stopOrBound: Measure = (training) => training.earlyStopIteration;
