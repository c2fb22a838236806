/** Logits of the reference engine: plain loops in float64. */
import { runLayers } from '../../../src/engine/reference/run-layers.ts';
import { toParameters } from '../../../src/engine/reference/tensors.ts';
import type { Network } from '../../../src/shared/network/network.ts';
import { productOf } from '../../../src/shared/network/shapes.ts';
import type { Weights } from '../../../src/shared/tensors/tensors.ts';

/** @param inputs Normalised samples, one after the other. */
export function referenceLogits(network: Network, weights: Weights, inputs: Float32Array): readonly number[] {
  const size = productOf(network.inputShape);
  const batch = Array.from({ length: inputs.length / size }, (_, n) => Float64Array.from(inputs.subarray(n * size, (n + 1) * size)));
  return runLayers(network.layers, toParameters(weights), batch, null).output.flatMap((logits) => [...logits]);
}
