/** Numbers over trials. */
import type { StopBound } from './early-stop.ts';

export interface Spread {
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}

export interface StopSpread extends Spread {
  readonly bound: StopBound;
}

/** Interval of a mean over trials, by Student's t. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** 0..1 */
  readonly confidence: number;
  readonly method: 'student-t';
  /** Trials less one. */
  readonly degreesOfFreedom: number;
}

/** False where all trials differ alike: an interval without width is said to be none. */
export const showsSpread = ({ low, high }: Interval): boolean => high - low > 1e-12;

/** Differences within trials, one a trial (mean over replicates). */
export interface PairedDifference extends Spread {
  /** Trials. */
  readonly n: number;
  /** null with one trial: there is no spread to tell by. */
  readonly interval: Interval | null;
}

/** Differences of early stops; where some stop is only a bound, so is each of these numbers. */
export interface StopDifference extends PairedDifference {
  readonly bound: StopBound;
}
