/** What a network of fully connected layers takes in a worker's memory, its data and its evaluation not counted. */
import type { DenseNetwork } from '../../../shared/network/dense-network.ts';
import { adamNumbers } from '../layers/adam-numbers.ts';
import type { Geometry } from '../memory/geometry.ts';
import { roundUp, rowBytes } from '../memory/geometry.ts';
import { denseLayerBytes, levelBytes, mostBytes, slack } from './layer-memory.ts';
import { pathOf } from '../layers/path-rule.ts';

/** Lists of inputs that are not 0, by sample and by feature, and the batch's bytes turned. */
function nonzeroBytes(features: number, { batch }: Geometry): number {
  return 16 * features * batch + roundUp(features, 16) * roundUp(batch, 64) + 4 * (batch + features);
}

function passBytes({ layers, classes }: DenseNetwork, geometry: Geometry): number {
  const features = layers[0]?.inputs ?? 0;
  const levels = layers.reduce((sum, { outputs }) => sum + levelBytes(outputs, geometry), levelBytes(features, geometry));
  return levels + (classes + 4) * geometry.stride + 4 * (geometry.batch + features) + slack;
}

/** @param zeroInputs Fraction of the data's bytes that are 0. @param density Of every layer; null for the most at any. */
export function denseNetworkBytes(
  network: DenseNetwork,
  geometries: readonly Geometry[],
  zeroInputs: number,
  density: number | null,
): number {
  const { layers } = network;
  const features = layers[0]?.inputs ?? 0;
  const widest = Math.max(...layers.flatMap(({ inputs, outputs }) => [inputs, outputs]));
  const nonzeros = geometries.reduce((sum, geometry) => sum + nonzeroBytes(features, geometry), 0);
  const parts = layers.map((layer, place) =>
    mostBytes(density, (at) => {
      const hasActiveInput = layers[place - 1]?.activation === 'relu';
      const path = pathOf({ isFirst: place === 0, hasActiveInput, density: at, zeroInputs });
      return denseLayerBytes(layer, path, geometries, at) + (path === 'input-sparse' ? nonzeros : 0);
    }),
  );
  const passes = geometries.reduce((sum, geometry) => sum + passBytes(network, geometry), 0);
  return passes + rowBytes(widest) + 3 * rowBytes(features) + 4 * adamNumbers.length + parts.reduce((sum, bytes) => sum + bytes, slack);
}
