/** Pruning (the paper, section 2): of the weights that remain, the least important go. */
import { type Mask, type MaskTensor, onesIn } from '../../shared/tensors/tensors.ts';
import type { Quota, RoundTarget } from '../plan/targets.ts';

/** The value at place `n` (from 0) if the values were sorted, by Hoare's selection: several times faster than sorting. Reorders them. */
function nthSmallest(values: Float64Array, n: number): number {
  let [first, last] = [0, values.length - 1];
  while (first < last) {
    const [from, to] = partition(values, first, last);
    if (n <= to) last = to;
    else if (n >= from) first = from;
    else break;
  }
  return values[n] ?? NaN;
}

/** Smaller values to the left, larger ones to the right: where the right part begins, and where the left part ends. */
function partition(values: Float64Array, first: number, last: number): readonly [number, number] {
  const pivot = values[(first + last) >> 1] ?? NaN;
  while (first <= last) {
    while ((values[first] ?? NaN) < pivot) first++;
    while ((values[last] ?? NaN) > pivot) last--;
    if (first > last) break;
    const left = values[first] ?? NaN;
    values[first++] = values[last] ?? NaN;
    values[last--] = left;
  }
  return [first, last];
}

/** Importance of each weight, by tensor name, in PyTorch's layout; the least important are pruned first. */
export type Scores = ReadonlyMap<string, Float64Array>;

interface Layer {
  readonly name: string;
  readonly scores: Float64Array;
  readonly mask: MaskTensor;
}

function layerOf(name: string, scores: Scores, mask: Mask): Layer {
  const [own, tensor] = [scores.get(name), mask.get(name)];
  if (own === undefined || tensor === undefined) throw new Error(`no scores or no mask for ${name}`);
  return { name, scores: own, mask: tensor };
}

/** Scores of the weights that remain. */
function scoresTogether(layers: readonly Layer[]): Float64Array {
  const together = new Float64Array(layers.reduce((sum, { mask }) => sum + onesIn(mask), 0));
  let count = 0;
  for (const { scores, mask } of layers)
    for (let index = 0; index < scores.length; index++) if (mask.data[index] === 1) together[count++] = scores[index] ?? 0;
  return together;
}

function countBelow(threshold: number, values: Float64Array): number {
  let count = 0;
  for (const value of values) if (value < threshold) count++;
  return count;
}

function pruneTogether(layers: readonly Layer[], kept: number): MaskTensor[] {
  const together = scoresTogether(layers);
  const count = together.length - kept;
  if (count <= 0) return layers.map(({ mask }) => mask);
  // All below the threshold go, and as many of exactly that score as are still missing: the first ones.
  const threshold = nthSmallest(together, count - 1);
  let tiesLeft = count - countBelow(threshold, together);
  return layers.map(({ mask, scores }) => {
    const stays = (before: number, index: number): number => {
      const score = scores[index] ?? 0;
      return before === 0 || score < threshold || (score === threshold && tiesLeft-- > 0) ? 0 : 1;
    };
    return { shape: mask.shape, data: mask.data.map(stays) };
  });
}

function pruneQuota(scores: Scores, mask: Mask, { names, kept }: Quota): [string, MaskTensor][] {
  const layers = names.map((name) => layerOf(name, scores, mask));
  return pruneTogether(layers, kept).map((tensor, place) => [names[place] ?? '', tensor]);
}

/**
 * One round of pruning.
 * @param mask What the scores belong to; what it pruned stays pruned.
 * @param target How many stay, layer by layer or over several layers; ties by position: the earlier layer, the lower index goes.
 * @returns A subset of `mask` of exactly that size.
 */
export function prune(scores: Scores, mask: Mask, target: RoundTarget): Mask {
  const pruned = new Map(target.flatMap((quota) => pruneQuota(scores, mask, quota)));
  return new Map([...mask].map(([name, tensor]): [string, MaskTensor] => [name, pruned.get(name) ?? tensor]));
}
