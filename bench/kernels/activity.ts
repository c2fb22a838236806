/** How many inputs of each layer are not 0: what is left to multiply where zeros are skipped. */
import type { TrainInput } from '../../src/engine/engine.ts';
import { zeroInputsOf } from '../../src/engine/wasm/layers/input-lists.ts';
import { biasName, type DenseLayer, type DenseNetwork, weightName } from '../../src/shared/network/network.ts';
import type { MaskTensor, Weights } from '../../src/shared/tensors/tensors.ts';

/** Enough for a fraction. */
const samplesLookedAt = 60;

function sampleOf({ pool, mean, standardDeviation }: TrainInput['data'], sample: number): Float32Array {
  const features = pool.values.length / pool.count;
  const [center = 0, deviation = 1] = [mean[0], standardDeviation[0]];
  return Float32Array.from(pool.values.subarray(sample * features, (sample + 1) * features), (value) => (value / 255 - center) / deviation);
}

function outputsOf(layer: DenseLayer, weights: Weights, mask: MaskTensor | undefined, input: Float32Array): Float32Array {
  const weight = weights.get(weightName(layer))?.data ?? new Float32Array(0);
  const bias = weights.get(biasName(layer))?.data ?? new Float32Array(0);
  return Float32Array.from({ length: layer.outputs }, (_, unit) => {
    let sum = bias[unit] ?? 0;
    for (const [place, value] of input.entries()) {
      const index = unit * layer.inputs + place;
      if (mask?.data[index] !== 0) sum += value * (weight[index] ?? 0);
    }
    return layer.activation === 'relu' ? Math.max(0, sum) : sum;
  });
}

/** @returns For each layer, then for the output: the fraction, 0..1, of its inputs that are not 0 (raw bytes for the first layer). */
export function activeFractions({ spec, data, mask }: TrainInput, weights: Weights): number[] {
  let values = Array.from({ length: samplesLookedAt }, (_, sample) => sampleOf(data, sample));
  const after = (spec.network as DenseNetwork).layers.map((layer) => {
    values = values.map((input) => outputsOf(layer, weights, mask?.get(weightName(layer)), input));
    const active = values.reduce((sum, outputs) => sum + outputs.filter((value) => value !== 0).length, 0);
    return active / (samplesLookedAt * layer.outputs);
  });
  return [1 - zeroInputsOf(data.pool), ...after];
}
