/** Magnitude pruning, layer by layer (the paper, section 2): the smallest trained weights go. */
import type { Mask, MaskTensor, Weights } from '../shared/tensors.ts';
import { prunedCount } from './pruned-count.ts';
import type { PruningRates } from './pruning-rates.ts';

/** Absolute values of the weights that remain, in index order. */
const survivingMagnitudes = (weights: Float32Array, mask: MaskTensor): Float32Array =>
  weights.filter((_, index) => mask.data[index] === 1).map(Math.abs);

/** The largest magnitude that is pruned, and how many of exactly that size are: all smaller ones go. */
function cut(magnitudes: Float32Array, count: number): { threshold: number; ties: number } {
  // Sorting plain numbers is many times faster than sorting indices by a comparison.
  const smallestFirst = magnitudes.toSorted();
  const threshold = smallestFirst[count - 1] ?? -1;
  return { threshold, ties: count - smallestFirst.indexOf(threshold) };
}

function pruneLayer(weights: Float32Array, mask: MaskTensor, rate: number): MaskTensor {
  const magnitudes = survivingMagnitudes(weights, mask);
  const count = prunedCount(magnitudes.length, rate);
  if (count === 0) return mask;
  const { threshold, ties } = cut(magnitudes, count);
  let tiesLeft = ties;
  // In index order, so that of equal ones the lower index goes first.
  const stays = (kept: number, index: number): number => {
    const magnitude = Math.abs(weights[index] ?? 0);
    return kept === 0 || magnitude < threshold || (magnitude === threshold && tiesLeft-- > 0) ? 0 : 1;
  };
  return { shape: mask.shape, data: mask.data.map(stays) };
}

/**
 * One round of pruning.
 * @param trained Weights of the last iteration; biases are ignored.
 * @param mask What they were trained under; what it pruned stays pruned.
 * @returns A subset of `mask`: of s survivors in a layer, round-half-up(rate * s) fewer.
 */
export function prune(trained: Weights, mask: Mask, rates: PruningRates): Mask {
  return new Map(
    [...mask].map(([name, tensor]): [string, MaskTensor] => {
      const weights = trained.get(name);
      if (weights === undefined) throw new Error(`no trained weights for ${name}`);
      return [name, pruneLayer(weights.data, tensor, rates.get(name) ?? 0)];
    }),
  );
}
