import type { Network } from '../../../shared/network/network.ts';
import type { Augmentation } from '../../../shared/specs/training.ts';
import type { Mask } from '../../../shared/tensors/tensors.ts';
import type { Samples } from '../../engine.ts';
import type { MeanResult } from '../../training-session.ts';
import type { NetworkParameters } from '../layers/program-context.ts';
import { evaluationGroup } from '../memory/geometry.ts';
import type { SamplesInMemory } from '../memory/samples-in-memory.ts';
import type { Arena, Totals } from '../memory/wasm-memory.ts';

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

// Loss and accuracy over samples, group by group, losses summed in f64 in the order of the indices.

/** null if `shouldStop` said so between two groups. */
export function evaluateSamples(
  program: NetworkParameters,
  pass: NetworkPass,
  samples: SamplesInMemory,
  indices: Uint32Array,
  shouldStop: () => boolean,
): MeanResult | null {
  for (const layer of program.layers) layer.refresh();
  pass.startTotals();
  for (let first = 0; first < indices.length; first += evaluationGroup) {
    if (shouldStop()) return null;
    pass.forward(samples, indices.subarray(first, first + evaluationGroup));
  }
  const { loss, correct } = pass.totals;
  return { loss: loss / indices.length, accuracy: correct / indices.length };
}

/** A network, its data and its passes to be laid out together in one memory. */
export interface WorkspaceOptions {
  readonly network: Network;
  readonly mask: Mask | null;
  readonly samples: readonly Samples[];
  readonly mean: readonly number[];
  readonly standardDeviation: readonly number[];
  /** One pass each. */
  readonly batches: readonly number[];
  /** Where something else lies in the same memory already. */
  readonly arena?: Arena;
  readonly augmentation?: Augmentation;
  readonly dropoutSeed?: string;
}

export interface Workspace {
  readonly program: NetworkParameters;
  readonly passes: readonly NetworkPass[];
  readonly data: readonly SamplesInMemory[];
}
