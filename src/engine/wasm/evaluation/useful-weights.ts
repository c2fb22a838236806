/** The weights that can change a logit: survivors whose unit is read, through survivors, by a logit. Leaving out the others is exact. */
import type { DenseLayer } from '../../../shared/network.ts';
import { weightName } from '../../../shared/network.ts';
import type { Mask } from '../../../shared/tensors.ts';
import { survivorsOf } from '../dense-places.ts';

/** Inputs that one of these weights reads. A division for each weight would take longer than all the rest. */
function readBy(weights: Uint32Array, inputs: number): Uint8Array {
  const isRead = new Uint8Array(inputs);
  let row = 0;
  for (const index of weights) {
    while (index >= row + inputs) row += inputs;
    isRead[index - row] = 1;
  }
  return isRead;
}

/** Per layer, indices into PyTorch's `[outputs, inputs]`, ascending. */
export function usefulWeights(layers: readonly DenseLayer[], mask: Mask | null): readonly Uint32Array[] {
  let isRead: Uint8Array | null = null;
  return layers
    .toReversed()
    .map((layer) => {
      const { inputs, outputs } = layer;
      const read = isRead;
      const survivors = survivorsOf(inputs * outputs, mask?.get(weightName(layer)));
      const useful = read ? survivors.filter((index) => read[Math.floor(index / inputs)] !== 0) : survivors;
      isRead = readBy(useful, inputs);
      return useful;
    })
    .toReversed();
}
