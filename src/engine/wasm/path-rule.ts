/** Which path a layer takes: a fixed rule, never a measurement, since paths differ in their last bits. Changing it raises `numerics`. */

/**
 * - 'dense': matrix products, batch first.
 * - 'input-sparse': as dense, but only inputs that are not 0 take part (first layer, bytes).
 * - 'active-input': as dense, but only inputs that a ReLU let through take part, and only outputs that have a gradient.
 * - 'sparse': only surviving weights take part (CSR), batch last.
 */
export type LayerPath = 'dense' | 'input-sparse' | 'active-input' | 'sparse';

export interface LayerFacts {
  readonly isFirst: boolean;
  /** Whether a ReLU makes the inputs. */
  readonly hasActiveInput: boolean;
  /** Fraction of weights that remain. */
  readonly density: number;
  /** Fraction of the data's bytes that are 0; 0 for floats. */
  readonly zeroInputs: number;
}

/** Where the sparse path overtakes (bench/): matrix products at 0.5, input-sparse at 1.4 times the inputs that are not 0. */
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
