/** Which units take part in a training. */
import { firstIndices } from '../../../shared/numbers/first-indices.ts';
import type { DenseLayer } from '../../../shared/network/network.ts';
import { weightName } from '../../../shared/network/network.ts';
import type { Mask, MaskTensor } from '../../../shared/tensors/tensors.ts';

/** Inputs of a layer from which a surviving weight leads to a live output. */
function liveInputs({ inputs }: DenseLayer, mask: MaskTensor | undefined, outputs: Uint32Array): Uint32Array {
  const all = firstIndices(inputs);
  return mask ? all.filter((k) => outputs.some((j) => mask.data[j * inputs + k] !== 0)) : all;
}

/**
 * The live outputs of each layer, ascending: those from which surviving weights lead to a logit. The others are dead: nothing reads them and
 * their gradient is exactly 0, so leaving them out changes no bit of the rest; their weights stay in the optimiser. A unit that nothing
 * enters is not dead: it is a constant, ReLU of its bias, and trained.
 */
export function liveOutputs(layers: readonly DenseLayer[], mask: Mask | null): readonly Uint32Array[] {
  const live: Uint32Array[] = [];
  let outputs: Uint32Array = firstIndices(layers.at(-1)?.outputs ?? 0);
  for (const layer of layers.toReversed()) {
    live.unshift(outputs);
    outputs = liveInputs(layer, mask?.get(weightName(layer)), outputs);
  }
  return live;
}
