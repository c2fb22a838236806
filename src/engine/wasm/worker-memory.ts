/** How much memory a worker takes: a stated formula, so that a pool starts no more workers than fit. */
import type { Network } from '../../shared/network.ts';
import { isDenseNetwork } from '../../shared/network/dense-network.ts';
import type { DenseNetwork } from '../../shared/network/dense-network.ts';
import type { Geometry } from './geometry.ts';
import { evaluationGroup, geometryOf, roundUp } from './geometry.ts';
import { imageNetworkBytes } from './images/image-memory.ts';
import { denseLayerBytes, levelBytes, slack } from './layer-memory.ts';
import type { SamplesShape } from './samples-in-memory.ts';
import { residentBytes } from './samples-in-memory.ts';

function passBytes(network: DenseNetwork, geometry: Geometry): number {
  const features = network.layers[0]?.inputs ?? 0;
  const levels = network.layers.reduce((sum, { outputs }) => sum + levelBytes(outputs, geometry), levelBytes(features, geometry));
  const nonzeros = 16 * features * geometry.batch + roundUp(features, 16) * roundUp(geometry.batch, 64);
  return levels + nonzeros + (network.classes + 8) * geometry.stride + 8 * features + slack;
}

function denseNetworkBytes(network: DenseNetwork, geometries: readonly Geometry[]): number {
  const largest = Math.max(...geometries.map(({ batch }) => batch));
  const layers = network.layers.reduce((sum, { inputs, outputs }) => sum + denseLayerBytes(inputs, outputs, largest), 0);
  return geometries.reduce((sum, geometry) => sum + passBytes(network, geometry), layers);
}

/** A fully connected network is laid out as any other where training images are moved: the larger of the two. */
function networkBytes(network: Network, geometries: readonly Geometry[]): number {
  const any = imageNetworkBytes(network, geometries);
  return isDenseNetwork(network) ? Math.max(any, denseNetworkBytes(network, geometries)) : any;
}

/** Upper bound of the bytes of one worker's kernels' memory and of what it keeps beside, the data set in its shared buffer not counted. */
export function workerMemoryBytes(network: Network, datasetSizes: readonly SamplesShape[], batchSize: number): number {
  const data = datasetSizes.reduce((sum, shape) => sum + residentBytes(shape, Math.max(batchSize, evaluationGroup)) + 64, 0);
  return networkBytes(network, [batchSize, evaluationGroup].map(geometryOf)) + data + slack;
}
