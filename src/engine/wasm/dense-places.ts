/** Where the tensors of a dense layer lie: weights input-major `[inputs][outputs rounded up to 8]`, biases in a row. */
import type { Layer } from '../../shared/network.ts';
import { biasName, weightName } from '../../shared/network.ts';
import type { MaskTensor } from '../../shared/tensors.ts';
import { roundUp } from './geometry.ts';
import type { TensorPlaces } from './parameter-block.ts';

/** Indices of the survivors in PyTorch's layout, ascending. */
export function survivorsOf(count: number, mask: MaskTensor | undefined): Uint32Array {
  const all = Uint32Array.from({ length: count }, (_, index) => index);
  return mask ? all.filter((index) => mask.data[index] !== 0) : all;
}

export function denseWeightPlaces(layer: Layer, mask: MaskTensor | undefined): TensorPlaces {
  const { inputs, outputs } = layer;
  const width = roundUp(outputs, 8);
  const indices = survivorsOf(inputs * outputs, mask);
  const places = indices.map((index) => (index % inputs) * width + Math.floor(index / inputs));
  return { name: weightName(layer), shape: [outputs, inputs], indices, places, floats: inputs * width, decays: true };
}

export function biasPlaces(layer: Layer): TensorPlaces {
  const indices = survivorsOf(layer.outputs, undefined);
  return { name: biasName(layer), shape: [layer.outputs], indices, places: indices, floats: roundUp(layer.outputs, 8), decays: false };
}
