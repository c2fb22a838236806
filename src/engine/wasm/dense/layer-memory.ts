/** What parts of a network take in a worker's memory: the arrays that the programs and passes of this folder take from the arena. */
import type { DenseLayer } from '../../../shared/network/network.ts';
import { survivorsBelow } from './dense-weights.ts';
import type { Geometry } from '../memory/geometry.ts';
import { roundUp, rowBytes } from '../memory/geometry.ts';
import { panelOutputs, panelsBytes } from '../memory/panels.ts';
import type { LayerPath } from '../layers/path-rule.ts';

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
