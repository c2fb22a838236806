/** What changes when a ticket is trained again; with nothing changed the bits must be the same. */
export interface RetrainChange {
  readonly weights: 'same' | 'reinit';
  readonly mask: 'same' | 'random';
  /** Replaces the experiment's seed for reinitialisation or random mask draws. */
  readonly seed?: number;
  /** Replaces the seed of the data order alone. */
  readonly dataOrderSeed?: number;
  readonly iterations?: number;
}
