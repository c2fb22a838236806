/** The weights that can change a logit: survivors whose unit is read, through survivors, by a logit. Leaving out the others is exact. */
import type { DenseLayer } from '../../../shared/network/network.ts';
import { weightName } from '../../../shared/network/network.ts';
import type { Mask } from '../../../shared/tensors/tensors.ts';
import { survivorsOf } from '../dense/dense-places.ts';
import { readBy } from './read-inputs.ts';

/** Those of `weights` (ascending) whose unit is read. A division for each weight would take longer than all the rest. */
function readOf(weights: Uint32Array, inputs: number, isRead: Uint8Array): Uint32Array {
  const kept = new Uint32Array(weights.length);
  let count = 0;
  let unit = 0;
  for (const index of weights) {
    while (index >= (unit + 1) * inputs) unit++;
    if (isRead[unit] !== 0) kept[count++] = index;
  }
  return kept.slice(0, count);
}

/** Per layer, indices into PyTorch's `[outputs, inputs]`, ascending. */
export function usefulWeights(layers: readonly DenseLayer[], mask: Mask | null): readonly Uint32Array[] {
  let isRead: Uint8Array | null = null;
  return layers
    .toReversed()
    .map((layer) => {
      const { inputs, outputs } = layer;
      const survivors = survivorsOf(inputs * outputs, mask?.get(weightName(layer)));
      const useful = isRead ? readOf(survivors, inputs, isRead) : survivors;
      isRead = readBy(useful, inputs);
      return useful;
    })
    .toReversed();
}
