/** The worker's memory that a network of fully connected layers takes: the arrays that programs and passes take from the arena. */
import type { DenseLayer, DenseNetwork } from '../../../shared/network/network.ts';
import { type LayerPath, pathOf } from '../layers/path-rule.ts';
import { adamNumbers } from '../layers/program-context.ts';
import { type Geometry, panelOutputs, panelsBytes, roundUp, rowBytes } from '../memory/geometry.ts';
import { survivorsBelow } from './dense-weights.ts';

/** Every array starts on a cache line. */
export const slack = 64 * 64;

/** Values, gradient and two optimiser slots. */
export const slots = 4;

const hundredths = Array.from({ length: 100 }, (_, n) => 1 - n / 100);

/** Bytes at a density; without one the most at any, since a layer takes other paths from round to round. */
export const mostBytes = (density: number | null, bytesAt: (density: number) => number): number =>
  density === null ? Math.max(...hundredths.map(bytesAt)) : bytesAt(density);

/** Survivors, their state, and lists by output and by input for each width of a batch. */
function sparseLayerBytes({ inputs, outputs }: DenseLayer, geometries: readonly Geometry[], density: number): number {
  const survivors = Math.ceil(density * inputs * outputs);
  return (4 * slots + 12 * geometries.length) * survivors + 8 * outputs + 8 * inputs + 4096;
}

/** The array that kernels read; masked, or beside it what the optimiser keeps of the survivors. `matrix`: its bytes. */
function matrixBytes({ inputs, outputs }: DenseLayer, matrix: number, density: number): number {
  if (density < survivorsBelow) return 2 * matrix + (4 * slots + 4) * Math.ceil(density * inputs * outputs);
  return (density === 1 ? slots : slots + 1) * matrix;
}

/** Rows of outputs, and their transposed copy. */
function rowsBytes(layer: DenseLayer, density: number): number {
  const { inputs, outputs } = layer;
  return roundUp(outputs, 4) * rowBytes(inputs) + matrixBytes(layer, inputs * rowBytes(outputs), density);
}

/** Panels, and the bias with the shift's part. */
function inputSparseBytes(layer: DenseLayer, density: number): number {
  const { inputs, outputs } = layer;
  return matrixBytes(layer, panelsBytes(inputs, outputs), density) + roundUp(outputs, panelOutputs) * 4;
}

/** A fully connected layer on its path; what belongs to no pass. */
export function denseLayerBytes(layer: DenseLayer, path: LayerPath, geometries: readonly Geometry[], density: number): number {
  const { inputs, outputs } = layer;
  const biases = (slots + 1) * rowBytes(outputs) + slack;
  if (path === 'sparse') return biases + sparseLayerBytes(layer, geometries, density);
  if (path === 'input-sparse') return biases + inputSparseBytes(layer, density);
  const batch = Math.max(...geometries.map((geometry) => geometry.batch));
  const lists = path === 'active-input' ? 4 * Math.max(batch, inputs) + 8 * batch * Math.max(inputs, outputs) : 0;
  return biases + rowsBytes(layer, density) + lists;
}

/** Values and gradients of a level of units in both layouts. */
export function levelBytes(units: number, { rows, stride }: Geometry): number {
  return 2 * (rows * rowBytes(units) + roundUp(units, 4) * stride);
}

// The whole network; its data and its evaluation are not counted.

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
