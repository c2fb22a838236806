/** Pruning (the paper, section 2): of the weights that remain, the least important go. */
import { onesIn } from '../../shared/tensors/ones-in.ts';
import type { Mask, MaskTensor } from '../../shared/tensors/tensors.ts';
import { nthSmallest } from './nth-smallest.ts';
import type { Scores } from './scores.ts';
import type { Quota, RoundTarget } from '../plan/target.ts';

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
