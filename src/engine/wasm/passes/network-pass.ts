import type { SamplesInMemory } from '../memory/samples-in-memory.ts';
import type { Totals } from '../memory/totals.ts';

/** One batch through a network, forward and backward. */
export interface NetworkPass {
  /** Sets the sums of loss and correct predictions to 0. */
  startTotals(): void;
  /** Sums since `startTotals`. */
  readonly totals: Totals;
  /**
   * Adds the losses of these samples, in their order, to the totals. At most a batch of them.
   * @param iteration Of a training, from 1: dropout, augmentation and the batch's own moments. Without it, as in an evaluation.
   */
  forward(samples: SamplesInMemory, indices: Uint32Array, iteration?: number): void;
  /** Gradient of (sum of the losses of the last forward pass) / `count`. */
  backward(samples: number, count: number): void;
  /** Gradient of (sum of all outputs of the last forward pass) / `count`. */
  backwardOfSum(samples: number, count: number): void;
}
