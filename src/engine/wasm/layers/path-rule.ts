/** Which path a layer takes: a fixed rule, never a measurement, since paths differ in their last bits. Changing it raises `numericsOf`. */
import { type MaskTensor, onesIn } from '../../../shared/tensors/tensors.ts';

/** Fraction of the weights that remain. */
export const densityOf = (mask: MaskTensor | undefined): number => (mask ? onesIn(mask) / mask.data.length : 1);

/**
 * - 'dense': matrix products, batch first.
 * - 'input-sparse': as dense, but only inputs that are not 0 take part (first layer, bytes).
 * - 'active-input': as dense, but only inputs that a ReLU let through take part, and only outputs that have a gradient.
 * - 'sparse': only surviving weights take part (CSR), batch last.
 */
export type LayerPath = 'dense' | 'input-sparse' | 'active-input' | 'sparse';

interface LayerFacts {
  readonly isFirst: boolean;
  /** Whether a ReLU makes the inputs. */
  readonly hasActiveInput: boolean;
  /** Fraction of weights that remain. */
  readonly density: number;
  /** Fraction of the data's bytes that are 0; 0 for floats. */
  readonly zeroInputs: number;
}

/**
 * Where the sparse path overtakes, by measurement (LeNet-300-100, batch 60, MNIST, Node 20; us a step, d = density).
 * Layer 1, 81 % of inputs 0: sparse 2770 d; input-sparse over survivors 434 + 350 d. They meet at d = 0.18, 0.95 times the inputs that are
 * not 0. Sparse forward beside an input-sparse weight gradient would win less than 10 % between 0.14 and 0.2, and is left out.
 * Layers 2 and 3: sparse 480 d; active-input 230 early in a training (34 % of hidden outputs above 0), 150 later (18 %). They meet at
 * 0.3 to 0.5, forward, weight gradient and input gradient alike.
 */
const sparseBelow = 0.45;
const sparseBelowInputs = 0.95;
const inputSparseAbove = 0.6;

export function pathOf({ isFirst, hasActiveInput, density, zeroInputs }: LayerFacts): LayerPath {
  const skipsInputs = isFirst && zeroInputs > inputSparseAbove;
  const limit = skipsInputs ? sparseBelowInputs * (1 - zeroInputs) : sparseBelow;
  if (density < limit) return 'sparse';
  if (skipsInputs) return 'input-sparse';
  return hasActiveInput ? 'active-input' : 'dense';
}
