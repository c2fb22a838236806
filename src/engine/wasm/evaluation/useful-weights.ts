/** The weights that can change a logit: survivors whose unit is read, through survivors, by a logit. Leaving out the others is exact. */
import type { DenseLayer } from '../../../shared/network.ts';
import { weightName } from '../../../shared/network.ts';
import type { Mask } from '../../../shared/tensors.ts';
import { survivorsOf } from '../dense-places.ts';
import { readBy } from './read-inputs.ts';

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
