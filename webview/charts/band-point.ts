/** A point with the range that its band covers; `open` draws an open marker. */
export interface BandPoint {
  readonly x: number;
  /** NaN where nothing can be said. */
  readonly y: number;
  readonly low: number;
  readonly high: number;
  readonly open: boolean;
  /** What a click on the point means; null for lines. */
  readonly round: number | null;
  /** Shown when the pointer is near. */
  readonly words: string;
}
