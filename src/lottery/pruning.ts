/** Magnitude pruning, layer by layer (the paper, section 2): the smallest trained weights go. */
import type { Mask, MaskTensor, Weights } from '../shared/tensors.ts';
import { prunedCount } from './pruned-count.ts';
import type { PruningRates } from './pruning-rates.ts';

function survivors(mask: MaskTensor): Uint32Array {
  const indices: number[] = [];
  mask.data.forEach((kept, index) => {
    if (kept === 1) indices.push(index);
  });
  return Uint32Array.from(indices);
}

/** Smallest absolute value first; of equal ones the lower index first, so that the order is the same everywhere. */
function byMagnitude(weights: Float32Array): (a: number, b: number) => number {
  const magnitude = (index: number): number => Math.abs(weights[index] ?? 0);
  return (a, b) => magnitude(a) - magnitude(b) || a - b;
}

function pruneLayer(weights: Float32Array, mask: MaskTensor, rate: number): MaskTensor {
  const alive = survivors(mask);
  const smallestFirst = alive.toSorted(byMagnitude(weights));
  const data = mask.data.slice();
  for (const index of smallestFirst.subarray(0, prunedCount(alive.length, rate))) data[index] = 0;
  return { shape: mask.shape, data };
}

/**
 * One round of pruning.
 * @param trained Weights of the last iteration; biases are ignored.
 * @param mask What they were trained under; what it pruned stays pruned.
 * @returns A subset of `mask`: of s survivors in a layer, round-half-up(rate * s) fewer.
 */
export function prune(trained: Weights, mask: Mask, rates: PruningRates): Mask {
  return new Map([...mask].map(([name, tensor]): [string, MaskTensor] => {
    const weights = trained.get(name);
    if (weights === undefined) throw new Error(`no trained weights for ${name}`);
    return [name, pruneLayer(weights.data, tensor, rates.get(name) ?? 0)];
  }));
}
