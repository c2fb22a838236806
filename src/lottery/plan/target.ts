/** How many weights a round leaves, before it is known which. */

/** Weights that are compared with each other, and how many of them stay. */
export interface Quota {
  /** Names of weight tensors, in network order. */
  readonly names: readonly string[];
  readonly kept: number;
}

/** Every prunable tensor is in exactly one quota. */
export type RoundTarget = readonly Quota[];

export const keptBy = (target: RoundTarget): number => target.reduce((sum, { kept }) => sum + kept, 0);
