import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import type { Scores } from './scores.ts';

/** `score(a, b)` of every prunable weight's entries in two sets of tensors. */
export function scoresOf(a: Weights, b: Weights, mask: Mask, score: (a: number, b: number) => number): Scores {
  return new Map(
    [...mask.keys()].map((name): [string, Float64Array] => {
      const [left, right] = [a.get(name)?.data, b.get(name)?.data];
      if (left === undefined || right === undefined) throw new Error(`no values for ${name}`);
      return [name, Float64Array.from(left, (value, index) => score(value, right[index] ?? 0))];
    }),
  );
}
