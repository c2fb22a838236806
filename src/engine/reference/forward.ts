/** The reference network in float64: one sample at a time, written to be read. */
import type { DenseLayer, Network } from '../../shared/network.ts';
import { denseNetwork } from '../../shared/network/dense-network.ts';
import { biasName, weightName } from '../../shared/network.ts';
import { exp, log } from '../../shared/math.ts';

/** Tensors by name, as float64 in PyTorch's layout. */
export type Parameters = Map<string, Float64Array>;

/** `b + W x`, then the activation. */
export function layerOutput(layer: DenseLayer, parameters: Parameters, x: Float64Array): Float64Array {
  const w = parameters.get(weightName(layer)) ?? new Float64Array(0);
  const b = parameters.get(biasName(layer)) ?? new Float64Array(0);
  return Float64Array.from({ length: layer.outputs }, (_, j) => {
    let sum = b[j] ?? 0;
    for (let k = 0; k < layer.inputs; k++) sum += (w[j * layer.inputs + k] ?? 0) * (x[k] ?? 0);
    return layer.activation === 'relu' ? Math.max(sum, 0) : sum;
  });
}

/** Values of every level: the input, each layer's output, the logits last. */
export function levelsOf(network: Network, parameters: Parameters, input: Float64Array): Float64Array[] {
  const levels = [input];
  for (const layer of denseNetwork(network).layers) levels.push(layerOutput(layer, parameters, levels.at(-1) ?? input));
  return levels;
}

export function softmax(logits: Float64Array): Float64Array {
  const top = Math.max(...logits);
  const exps = logits.map((z) => exp(z - top));
  const sum = exps.reduce((total, e) => total + e, 0);
  return exps.map((e) => e / sum);
}

export function crossEntropy(logits: Float64Array, label: number): number {
  const top = Math.max(...logits);
  const sum = logits.reduce((total, z) => total + exp(z - top), 0);
  return log(sum) - ((logits[label] ?? NaN) - top);
}

/** The first of the largest logits. */
export function predictedClass(logits: Float64Array): number {
  return logits.indexOf(Math.max(...logits));
}
