/** From a model file to a network that the engine can train. */
import type { LayersModel, NamedTensorMap } from '@tensorflow/tfjs';
import type { Network } from '../../../shared/network/network.ts';
import type { Weights } from '../../../shared/tensors/tensors.ts';
import type { JsonObject } from '../../../shared/text/json-value.ts';
import { causeOf, messageOf } from '../../../shared/text/message-of.ts';
import { startBackend } from '../backends/start-backend.ts';
import type { TensorFlow } from '../tensors/tensorflow.ts';
import { buildModel, ModelError, partsOf, variableName } from './built-model.ts';
import { checkModel } from './check-model.ts';
import { checkTopology } from './check-topology.ts';
import type { ModelFiles } from './model-files.ts';
import { howToConvert, type ModelJson, readModelJson } from './model-json.ts';
import { loadedWeights, modelParameters } from './model-parameters.ts';
import { normalTopology, normalWeightName } from './normal-topology.ts';
import { readWeights } from './read-weights.ts';
import { tell, tellList, tellSentence, type Words } from '../../../shared/text/told.ts';

/** The data set that a model is to be trained on, and how. */
export interface SampleFacts {
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

/** TensorFlow.js mostly names the layer that it does not take. */
async function build(tf: TensorFlow, topology: JsonObject, layers: readonly string[]): Promise<LayersModel> {
  try {
    return await buildModel(tf, topology);
  } catch (error) {
    const named = layers.filter((name) => messageOf(error).includes(name)).toSorted((a, b) => b.length - a.length)[0];
    const where = named === undefined ? tell('one of its layers') : tell('its layer "{0}"', named);
    throw new ModelError(
      tell(
        'TensorFlow.js cannot build it: {0} has settings, or is given a shape, that it does not take (the log says more). {1}',
        where,
        howToConvert,
      ),
      { cause: error },
    );
  }
}

const named = (tensors: NamedTensorMap, topology: JsonObject): NamedTensorMap =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [normalWeightName(name, topology), tensor]));

const words = (shape: readonly (number | null)[]): Words => (shape.length === 0 ? tell('a single number') : shape.map(String).join(' x '));

/** @throws ModelError where the tensors are not exactly those of the model. */
function checkTensors(model: LayersModel, tensors: NamedTensorMap): void {
  const wanted = new Map(model.weights.map((variable) => [variableName(variable), variable.shape]));
  for (const [name, shape] of wanted) {
    const found = tensors[name]?.shape;
    if (!found)
      throw new ModelError(tell('its weights do not fit its topology: expected "{0}", found none of that name; convert it anew', name));
    if (found.join() !== shape.join())
      throw new ModelError(
        tell('its weights do not fit its topology: expected "{0}" of {1}, found {2}; convert it anew', name, words(shape), words(found)),
      );
  }
  const other = Object.keys(tensors).find((name) => !wanted.has(name));
  if (other !== undefined)
    throw new ModelError(tell('its weights do not fit its topology: found "{0}", which no layer of it has; convert it anew', other));
}

async function weightsOf(
  tf: TensorFlow,
  model: LayersModel,
  { manifest, topology }: ModelJson,
  files: ModelFiles,
  network: Network,
): Promise<Weights | null> {
  if (manifest === null) return null;
  const tensors = named(await readWeights(tf, manifest, files), topology);
  try {
    checkTensors(model, tensors);
    model.loadWeights(tensors);
  } finally {
    tf.dispose(tensors);
  }
  return loadedWeights(
    tf,
    model,
    network.layers.flatMap((layer) => (layer.kind === 'model' ? layer.parameters : [])),
  );
}

function networkOf(model: LayersModel, topology: JsonObject, { sampleShape, classes, prune }: SampleFacts): Network {
  const { inputShape, units } = checkModel(model, sampleShape, classes);
  const dropouts = partsOf(model.layers).flatMap((part) => (part.getClassName() === 'Dropout' ? [part.name] : []));
  const layer = {
    ...{ kind: 'model' as const, name: 'model', inputShape, outputShape: [units] as const },
    ...{ topology, parameters: modelParameters(model, prune), dropouts },
  };
  return { inputShape: sampleShape, classes: units, layers: [layer] };
}

async function readAll(files: ModelFiles, facts: SampleFacts): Promise<ReadModel> {
  const json = await readModelJson(files);
  const topology = normalTopology(json.topology);
  const tf = await startBackend('cpu', '');
  const model = await build(tf, topology, checkTopology(tf, topology));
  try {
    const network = networkOf(model, topology, facts);
    return { network, weights: await weightsOf(tf, model, json, files, network) };
  } finally {
    model.dispose();
  }
}

/** Words of our own for whatever goes wrong; what TensorFlow.js or the system said is the cause. */
function asModelError(file: string, error: unknown): ModelError {
  if (error instanceof ModelError)
    return new ModelError(tellSentence(tellList(['network.model', file, error.told], ': ')), { cause: causeOf(error) ?? undefined });
  return new ModelError(tell('network.model: {0}: it cannot be used; the log says more. {1}', file, howToConvert), { cause: error });
}

/**
 * @param file Of the model.json, for words.
 * @throws ModelError that names the file and what to do.
 */
export async function readModel(file: string, files: ModelFiles, facts: SampleFacts): Promise<ReadModel> {
  try {
    return await readAll(files, facts);
  } catch (error) {
    throw asModelError(file, error);
  }
}
