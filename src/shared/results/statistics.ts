/** Numbers over trials. */
import type { StopBound } from './early-stop.ts';

export interface Spread {
  readonly mean: number;
  readonly min: number;
  readonly max: number;
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
