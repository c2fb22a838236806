/** A pruning criterion draws a mask from a network. */
import type { Network } from '../../shared/network/network.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import type { RoundTarget } from '../plan/targets.ts';
import type { Gradients } from './gradients.ts';
import { prune, type Scores } from './prune.ts';

/** The network that a round prunes. */
export interface PruningSource {
  readonly network: Network;
  /** The trial's initial weights, of the dense network. */
  readonly initial: Weights;
  /** Weights that remain so far. */
  readonly mask: Mask;
  /** Weights at the end of the training that is pruned, or at the epoch where Early-Bird draws. */
  trainedWeights(): Promise<Weights>;
  readonly gradients: Gradients;
  /** A seed of this trial and round. */
  readonly seed: string;
}

/** @returns A subset of the source's mask, of exactly the target's size; where whole channels go, at most that. */
export type DrawMask = (source: PruningSource, target: RoundTarget) => Promise<Mask>;

/** A criterion that scores every weight once; the lowest scores are pruned. */
export const byScores =
  (score: (source: PruningSource) => Scores | Promise<Scores>): DrawMask =>
  async (source, target) =>
    prune(await score(source), source.mask, target);

/** `score(a, b)` of every prunable weight's entries in two sets of tensors, those of pruned weights included. */
export function scoresOf(a: Weights, b: Weights, mask: Mask, score: (a: number, b: number) => number): Scores {
  return new Map(
    [...mask.keys()].map((name): [string, Float64Array] => {
      const [left, right] = [a.get(name)?.data, b.get(name)?.data];
      if (left === undefined || right === undefined) throw new Error(`no values for ${name}`);
      return [name, Float64Array.from(left, (value, index) => score(value, right[index] ?? 0))];
    }),
  );
}
