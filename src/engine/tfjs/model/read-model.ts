/** From a model file to a network that the engine can train. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { LayersModel, NamedTensorMap } from '@tensorflow/tfjs';
import type { JsonObject } from '../../../shared/text/json-value.ts';
import type { Network } from '../../../shared/network/network.ts';
import type { Weights } from '../../../shared/tensors/tensors.ts';
import { startBackend } from '../start-backend.ts';
import type { TensorFlow } from '../tensorflow.ts';
import { buildModel, partsOf } from './built-model.ts';
import { checkModel } from './check-model.ts';
import { normalWeightName } from './keras-3-nodes.ts';
import { ModelError } from './model-error.ts';
import { parseModelJson } from './model-json.ts';
import type { ModelJson } from './model-json.ts';
import { loadedWeights, modelParameters } from './model-parameters.ts';
import { normalTopology } from './normal-topology.ts';
import { readShards } from './read-shards.ts';

export interface ModelOrder {
  readonly file: string;
  /** Of the data set: `[features]` or `[channels, height, width]`. */
  readonly sampleShape: readonly number[];
  readonly classes: number;
  readonly prune?: readonly string[] | undefined;
}

export interface ReadModel {
  readonly network: Network;
  /** Initial weights; null where the file has none. */
  readonly weights: Weights | null;
}

const line = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

async function build(tf: TensorFlow, topology: JsonObject): Promise<LayersModel> {
  try {
    return await buildModel(tf, topology);
  } catch (error) {
    throw new ModelError(`TensorFlow.js cannot build it: ${line(error)}`);
  }
}

const named = (tensors: NamedTensorMap, topology: JsonObject): NamedTensorMap =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [normalWeightName(name, topology), tensor]));

async function weightsOf(
  tf: TensorFlow,
  model: LayersModel,
  { manifest, topology }: ModelJson,
  order: ModelOrder,
  network: Network,
): Promise<Weights | null> {
  if (manifest === null) return null;
  const tensors = named(await readShards(tf, path.dirname(order.file), manifest), topology);
  try {
    model.loadWeights(tensors);
  } catch (error) {
    throw new ModelError(`its weights do not fit its topology: ${line(error)}`);
  } finally {
    tf.dispose(tensors);
  }
  return loadedWeights(
    model,
    network.layers.flatMap((layer) => (layer.kind === 'model' ? layer.parameters : [])),
  );
}

function networkOf(model: LayersModel, topology: JsonObject, { sampleShape, classes, prune }: ModelOrder): Network {
  const { inputShape, units } = checkModel(model, sampleShape, classes);
  const dropouts = partsOf(model.layers).flatMap((part) => (part.getClassName() === 'Dropout' ? [part.name] : []));
  const layer = {
    ...{ kind: 'model' as const, name: 'model', inputShape, outputShape: [units] as const },
    ...{ topology, parameters: modelParameters(model, prune), dropouts },
  };
  return { inputShape: sampleShape, classes: units, layers: [layer] };
}

async function readAll(order: ModelOrder): Promise<ReadModel> {
  const text = await readFile(order.file, 'utf8').catch((error: unknown) => {
    throw new ModelError((error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : line(error));
  });
  const json = parseModelJson(text);
  const topology = normalTopology(json.topology);
  const tf = await startBackend('cpu', '');
  const model = await build(tf, topology);
  try {
    const network = networkOf(model, topology, order);
    return { network, weights: await weightsOf(tf, model, json, order, network) };
  } finally {
    model.dispose();
  }
}

/** May take for ever: TensorFlow.js loops on some files. @throws ModelError that names the file. */
export async function readModel(order: ModelOrder): Promise<ReadModel> {
  try {
    return await readAll(order);
  } catch (error) {
    throw new ModelError(`network.model: ${order.file}: ${line(error)}.`);
  }
}
