/** From a model file to a network that the engine can train. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { io, LayersModel, NamedTensorMap } from '@tensorflow/tfjs';
import type { Network } from '../../../shared/network/network.ts';
import type { Weights } from '../../../shared/tensors/tensors.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/text/json-value.ts';
import { messageOf } from '../../../shared/text/message-of.ts';
import { startBackend } from '../start-backend.ts';
import type { TensorFlow } from '../tensorflow.ts';
import { buildModel, ModelError, partsOf } from './built-model.ts';
import { checkModel } from './check-model.ts';
import { loadedWeights, modelParameters } from './model-parameters.ts';
import { normalTopology, normalWeightName } from './normal-topology.ts';

/** model.json: what is in it, before TensorFlow.js sees it. */
interface ModelJson {
  /** `{ class_name, config }` of the model. */
  readonly topology: JsonObject;
  /** Files and entries of the weights; null where there are none. */
  readonly manifest: readonly JsonObject[] | null;
}

const howToConvert = 'Convert the Keras model with "tensorflowjs_converter --input_format=keras --output_format=tfjs_layers_model".';

function parsed(text: string): JsonObject {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch (error) {
    throw new ModelError(`it is not JSON (${messageOf(error)})`);
  }
  if (!isJsonObject(value)) throw new ModelError('it holds no object');
  return value;
}

function topologyOf({ modelTopology, format }: JsonObject): JsonObject {
  if (format === 'graph-model') throw new ModelError(`it is a graph model, which cannot be trained. ${howToConvert}`);
  if (!isJsonObject(modelTopology)) throw new ModelError(`it has no "modelTopology", so it is no layers model. ${howToConvert}`);
  const topology = modelTopology['model_config'] ?? modelTopology;
  const { class_name: kind, config } = isJsonObject(topology) ? topology : {};
  if (typeof kind === 'string' && isJsonObject(config)) return { class_name: kind, config };
  throw new ModelError(`its "modelTopology" holds no layers. ${howToConvert}`);
}

/** @throws ModelError */
function parseModelJson(text: string): ModelJson {
  const model = parsed(text);
  const { weightsManifest: manifest } = model;
  const groups = Array.isArray(manifest) ? (manifest as readonly JsonValue[]).filter(isJsonObject) : [];
  return { topology: topologyOf(model), manifest: groups.length > 0 ? groups : null };
}

// The weights beside a model.json.
async function readShard(folder: string, name: string): Promise<Buffer> {
  const file = path.join(folder, name);
  // A model file names its neighbours only: it may come from anywhere.
  if (path.isAbsolute(name) || path.relative(folder, file).startsWith('..'))
    throw new ModelError(`its weights "${name}" lie outside its folder; put them beside it`);
  return readFile(file).catch((error: unknown) => {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new ModelError(`its weights ${file} ${missing ? 'are missing; put the file beside it' : `cannot be read (${String(error)})`}`);
  });
}

async function readGroup(tf: TensorFlow, folder: string, group: JsonObject): Promise<NamedTensorMap> {
  const paths = Array.isArray(group['paths']) ? (group['paths'] as readonly unknown[]).map(String) : [];
  const specs = (Array.isArray(group['weights']) ? group['weights'] : []) as unknown as io.WeightsManifestEntry[];
  const bytes = Buffer.concat(await Promise.all(paths.map((name) => readShard(folder, name))));
  try {
    return tf.io.decodeWeights(new Uint8Array(bytes).buffer, specs);
  } catch (error) {
    throw new ModelError(`its weights ${paths.join(', ')} (${bytes.length} bytes) are damaged or too short: ${String(error)}`);
  }
}

/** @throws ModelError that names the file. */
async function readShards(tf: TensorFlow, folder: string, manifest: readonly JsonObject[]): Promise<NamedTensorMap> {
  const groups = await Promise.all(manifest.map((group) => readGroup(tf, folder, group)));
  return Object.assign({}, ...groups) as NamedTensorMap;
}

export interface ModelRequest {
  readonly file: string;
  /** One sample of the data set: `[features]` or `[channels, height, width]`. */
  readonly sampleShape: readonly number[];
  readonly classes: number;
  readonly prune?: readonly string[] | undefined;
}

export interface ReadModel {
  readonly network: Network;
  /** Initial weights; null where the file has none. */
  readonly weights: Weights | null;
}

const line = (error: unknown): string => messageOf(error).split('\n')[0] ?? '';

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
  request: ModelRequest,
  network: Network,
): Promise<Weights | null> {
  if (manifest === null) return null;
  const tensors = named(await readShards(tf, path.dirname(request.file), manifest), topology);
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

function networkOf(model: LayersModel, topology: JsonObject, { sampleShape, classes, prune }: ModelRequest): Network {
  const { inputShape, units } = checkModel(model, sampleShape, classes);
  const dropouts = partsOf(model.layers).flatMap((part) => (part.getClassName() === 'Dropout' ? [part.name] : []));
  const layer = {
    ...{ kind: 'model' as const, name: 'model', inputShape, outputShape: [units] as const },
    ...{ topology, parameters: modelParameters(model, prune), dropouts },
  };
  return { inputShape: sampleShape, classes: units, layers: [layer] };
}

async function readAll(request: ModelRequest): Promise<ReadModel> {
  const text = await readFile(request.file, 'utf8').catch((error: unknown) => {
    throw new ModelError((error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : line(error));
  });
  const json = parseModelJson(text);
  const topology = normalTopology(json.topology);
  const tf = await startBackend('cpu', '');
  const model = await build(tf, topology);
  try {
    const network = networkOf(model, topology, request);
    return { network, weights: await weightsOf(tf, model, json, request, network) };
  } finally {
    model.dispose();
  }
}

/** May take for ever: TensorFlow.js loops on some files. @throws ModelError that names the file. */
export async function readModel(request: ModelRequest): Promise<ReadModel> {
  try {
    return await readAll(request);
  } catch (error) {
    throw new ModelError(`network.model: ${request.file}: ${line(error)}.`);
  }
}
