/** Backpropagation of one sample, in float64. */
import type { DenseLayer, Network } from '../../shared/network.ts';
import { denseNetwork } from '../../shared/network/dense-network.ts';
import { biasName, weightName } from '../../shared/network.ts';
import type { Parameters } from './forward.ts';
import { levelsOf, softmax } from './forward.ts';

function addLayerGradient(layer: DenseLayer, x: Float64Array, dy: Float64Array, gradients: Parameters): void {
  const dw = gradients.get(weightName(layer)) ?? new Float64Array(0);
  const db = gradients.get(biasName(layer)) ?? new Float64Array(0);
  dy.forEach((d, j) => {
    db[j] = (db[j] ?? 0) + d;
    x.forEach((value, k) => {
      dw[j * layer.inputs + k] = (dw[j * layer.inputs + k] ?? 0) + d * value;
    });
  });
}

function inputGradient(layer: DenseLayer, parameters: Parameters, dy: Float64Array): Float64Array {
  const w = parameters.get(weightName(layer)) ?? new Float64Array(0);
  return Float64Array.from({ length: layer.inputs }, (_, k) => dy.reduce((sum, d, j) => sum + d * (w[j * layer.inputs + k] ?? 0), 0));
}

/** Adds `share` times the gradient of one sample's cross-entropy to `gradients`. */
export function addGradient(
  network: Network,
  parameters: Parameters,
  input: Float64Array,
  label: number,
  share: number,
  gradients: Parameters,
): void {
  const levels = levelsOf(network, parameters, input);
  let dy: Float64Array = softmax(levels.at(-1) ?? input).map((p, j) => (p - (j === label ? 1 : 0)) * share);
  const { layers } = denseNetwork(network);
  for (let place = layers.length - 1; place >= 0; place--) {
    const layer = layers[place],
      x = levels[place],
      y = levels[place + 1];
    if (!layer || !x || !y) return;
    if (layer.activation === 'relu') dy = dy.map((d, j) => ((y[j] ?? 0) > 0 ? d : 0));
    addLayerGradient(layer, x, dy, gradients);
    dy = inputGradient(layer, parameters, dy);
  }
}
