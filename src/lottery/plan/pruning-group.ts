/** Weights that are compared with each other, all of them, and the share of them pruned per round. */
export interface PruningGroup {
  readonly names: readonly string[];
  readonly count: number;
  readonly rate: number;
}
