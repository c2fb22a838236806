/**
 * How much memory a worker takes: a stated formula, so that a pool starts no more workers than fit. A worker's one WebAssembly.Memory holds
 *
 *   weights      values, gradient, two optimiser slots and mask of each layer, and what its path keeps beside (dense/layer-memory.ts,
 *                layered/layered-memory.ts): a transposed copy, lists of survivors, Winograd's filters
 * + passes       values and gradients of each level of units for one batch (dense/layer-memory.ts, layered/layered-memory.ts)
 * + data         the training set as it is, where it is under 128 MB, else one batch (samples-in-memory.ts)
 * + evaluation   fully connected layers on bytes: validation and test set as lists, tiles or rows, weights and one group's levels
 *                (evaluation/evaluation-memory.ts). All others: the test set, and passes for groups of 60 samples.
 *
 * and never shrinks, so that the worker's largest training counts. Beside it lie JavaScript's own arrays.
 */
import { isDenseNetwork, type Network } from '../../shared/network/network.ts';
import { prunableOf } from '../../shared/network/parameters.ts';
import { productOf } from '../../shared/network/shapes.ts';
import type { Samples } from '../engine.ts';
import { denseNetworkBytes, slack } from './dense/layer-memory.ts';
import { evaluationBytes } from './evaluation/evaluation-memory.ts';
import { layeredNetworkBytes } from './layered/layered-memory.ts';
import { shapeForSamples } from './layered/layered-workspace.ts';
import { zeroInputsOf } from './layers/input-lists.ts';
import { evaluationGroup, geometryOf } from './memory/geometry.ts';
import { residentBytes, shapeOf } from './memory/samples-in-memory.ts';

export interface WorkerTraining {
  readonly network: Network;
  readonly train: Samples;
  readonly test: Samples;
  /** Taken from the training set. */
  readonly validationSize: number;
  readonly batchSize: number;
  /** Whether training images are moved: then fully connected layers, too, are fed from images. */
  readonly isAugmented: boolean;
}

/** Network, passes and data laid out together: session.ts, one-pass.ts. */
function workspaceBytes(training: WorkerTraining, held: readonly Samples[], batches: readonly number[], density: number | null): number {
  const { network, train, isAugmented } = training;
  const geometries = batches.map(geometryOf);
  const parts =
    isDenseNetwork(network) && !isAugmented
      ? denseNetworkBytes(network, geometries, zeroInputsOf(train), density)
      : layeredNetworkBytes({ ...network, inputShape: shapeForSamples(network, train) }, geometries, density);
  return held.reduce((sum, samples) => sum + residentBytes(shapeOf(samples), Math.max(...batches)) + slack, parts);
}

/**
 * Upper bound of the kernels' memory for one training; the data set in its shared buffer is not counted.
 * @param density Fraction of weights that remain, of every layer; null for the most that any round takes.
 */
export function trainingMemoryBytes(training: WorkerTraining, density: number | null): number {
  const { network, train, test, batchSize } = training;
  if (!isDenseNetwork(network) || !(train.values instanceof Uint8Array))
    return workspaceBytes(training, [train, test], [batchSize, evaluationGroup], density);
  const evaluation = evaluationBytes(network.layers, { ...training, pool: train }, density);
  return evaluation + workspaceBytes(training, [train], [batchSize], density);
}

/** For each weight: indices and places stay (8 bytes measured), weights and mask (5), the rest are copies on their way. */
const besideWeight = 24;

/** Upper bound for all that a worker does, JavaScript's arrays for the network counted. */
export function workerMemoryBytes(training: WorkerTraining): number {
  const { network, train, test } = training;
  const once = [train, test].map((samples) => workspaceBytes(training, [samples], [evaluationGroup], null));
  const weights = prunableOf(network).reduce((sum, { shape }) => sum + productOf(shape), 0);
  return Math.max(trainingMemoryBytes(training, null), ...once) + besideWeight * weights;
}
