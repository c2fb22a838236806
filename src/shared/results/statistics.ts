/** Numbers over trials. */
export interface Spread {
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}

/** Bootstrap interval of a mean over trials. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** 0..1 */
  readonly confidence: number;
}

/** Differences within trials, one a trial (mean over replicates). */
export interface PairedDifference extends Spread {
  /** Trials. */
  readonly n: number;
  /** null with fewer than three trials: too few to tell. */
  readonly interval: Interval | null;
}
