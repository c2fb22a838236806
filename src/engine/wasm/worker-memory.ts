/** How much memory a worker takes: a stated formula, so that a pool starts no more workers than fit. */
import type { Network } from '../../shared/network.ts';
import { denseNetwork } from '../../shared/network/dense-network.ts';
import type { DenseNetwork } from '../../shared/network/dense-network.ts';
import type { Geometry } from './geometry.ts';
import { evaluationGroup, geometryOf, roundUp, rowBytes } from './geometry.ts';
import type { SamplesShape } from './samples-in-memory.ts';
import { residentBytes } from './samples-in-memory.ts';

/** Every array starts on a cache line. */
const slack = 64 * 64;

/**
 * Values, gradient, two optimiser slots, mask, transposed copy and lists of a layer on the dense path (the sparse path takes less), and its
 * indices in JavaScript.
 */
function layerBytes(inputs: number, outputs: number, batch: number): number {
  return (
    5 * inputs * rowBytes(outputs) +
    roundUp(outputs, 8) * rowBytes(inputs) +
    4 * rowBytes(outputs) +
    8 * inputs * outputs +
    12 * (inputs + outputs) +
    8 * batch * Math.max(inputs, outputs) +
    4 * Math.max(batch, inputs) +
    slack
  );
}

/** Values and gradients of a level of units in both layouts. */
function levelBytes(units: number, { rows, stride }: Geometry): number {
  return 2 * (rows * rowBytes(units) + roundUp(units, 4) * stride);
}

function passBytes(network: DenseNetwork, geometry: Geometry): number {
  const features = network.layers[0]?.inputs ?? 0;
  const levels = network.layers.reduce((sum, { outputs }) => sum + levelBytes(outputs, geometry), levelBytes(features, geometry));
  const nonzeros = 16 * features * geometry.batch + roundUp(features, 16) * roundUp(geometry.batch, 64);
  return levels + nonzeros + (network.classes + 8) * geometry.stride + 8 * features + slack;
}

/** Upper bound of the bytes of one worker's kernels' memory and of what it keeps beside, the data set in its shared buffer not counted. */
export function workerMemoryBytes(trained: Network, datasetSizes: readonly SamplesShape[], batchSize: number): number {
  const network = denseNetwork(trained);
  const largest = Math.max(batchSize, evaluationGroup);
  const layers = network.layers.reduce((sum, { inputs, outputs }) => sum + layerBytes(inputs, outputs, largest), 0);
  const passes = [batchSize, evaluationGroup].reduce((sum, batch) => sum + passBytes(network, geometryOf(batch)), 0);
  const data = datasetSizes.reduce((sum, shape) => sum + residentBytes(shape, largest) + 64, 0);
  return layers + passes + data + slack;
}
