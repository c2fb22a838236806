/** What the tickets of several trials have together, and what they have in common. */
import type { Mask, MaskTensor } from '../../shared/tensors/tensors.ts';

function combine(masks: readonly Mask[], keeps: (votes: number) => boolean): Mask {
  return new Map(
    [...(masks[0] ?? new Map<string, MaskTensor>())].map(([name, { shape, data }]): [string, MaskTensor] => {
      const votes = (index: number): number => masks.reduce((sum, mask) => sum + (mask.get(name)?.data[index] ?? 0), 0);
      return [name, { shape, data: data.map((_, index) => (keeps(votes(index)) ? 1 : 0)) }];
    }),
  );
}

/** Weights that remain in any of them. */
export const unionOf = (masks: readonly Mask[]): Mask => combine(masks, (votes) => votes > 0);

/** Weights that remain in all of them; a layer may be left without any. */
export const intersectionOf = (masks: readonly Mask[]): Mask => combine(masks, (votes) => votes === masks.length);
