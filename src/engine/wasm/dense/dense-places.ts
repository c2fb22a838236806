/** Where the tensors of a dense layer lie: weights input-major `[inputs][row of outputs]`, biases in a row. */
import { firstIndices } from '../../../shared/numbers/first-indices.ts';
import type { DenseLayer } from '../../../shared/network/network.ts';
import { biasName, weightName } from '../../../shared/network/network.ts';
import type { MaskTensor } from '../../../shared/tensors/tensors.ts';
import { rowBytes } from '../memory/geometry.ts';
import { panelPlace, panelsBytes } from '../memory/panels.ts';
import type { TensorPlaces } from '../memory/parameter-block.ts';

/** Indices of the survivors in PyTorch's layout, ascending. */
export function survivorsOf(count: number, mask: MaskTensor | undefined): Uint32Array {
  if (!mask) return firstIndices(count);
  const survivors = new Uint32Array(count);
  let kept = 0;
  for (let index = 0; index < count; index++) if (mask.data[index] !== 0) survivors[kept++] = index;
  return survivors.slice(0, kept);
}

export function denseWeightPlaces(layer: DenseLayer, mask: MaskTensor | undefined): TensorPlaces {
  const { inputs, outputs } = layer;
  const row = rowBytes(outputs) / 4;
  const indices = survivorsOf(inputs * outputs, mask);
  const places = indices.map((index) => (index % inputs) * row + Math.floor(index / inputs));
  return { name: weightName(layer), shape: [outputs, inputs], indices, places, floats: inputs * row, decays: true };
}

/** The same in panels of outputs, see panels.ts. */
export function panelWeightPlaces(layer: DenseLayer, mask: MaskTensor | undefined): TensorPlaces {
  const { inputs, outputs } = layer;
  const indices = survivorsOf(inputs * outputs, mask);
  const places = indices.map((index) => panelPlace(inputs, index % inputs, Math.floor(index / inputs)));
  return { name: weightName(layer), shape: [outputs, inputs], indices, places, floats: panelsBytes(inputs, outputs) / 4, decays: true };
}

export function biasPlaces(layer: DenseLayer): TensorPlaces {
  const indices = survivorsOf(layer.outputs, undefined);
  return { name: biasName(layer), shape: [layer.outputs], indices, places: indices, floats: rowBytes(layer.outputs) / 4, decays: false };
}
