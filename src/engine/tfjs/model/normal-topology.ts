/** One form of a topology for all that means the same training. */
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/text/json-value.ts';
import { ModelError } from './built-model.ts';
import { tell } from '../../../shared/text/told.ts';

// Keras 3 writes how a layer is called as arguments, with a description of each tensor; TensorFlow.js reads Keras 2's lists of references.
const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);

/** `[layer, node, output]` of every tensor among the arguments, in order. */
function references(value: JsonValue | undefined): readonly (readonly JsonValue[])[] {
  if (isList(value)) return value.flatMap(references);
  if (!isJsonObject(value)) return [];
  const { class_name: kind, config } = value;
  if (kind !== '__keras_tensor__' || !isJsonObject(config)) return Object.values(value).flatMap(references);
  return isList(config['keras_history']) ? [config['keras_history']] : [];
}

/** One call of a layer; Keras 2's stays as it is. Named arguments (a mask, whether it trains) are TensorFlow.js's to choose. */
function normalNode(node: JsonValue): JsonValue {
  if (!isJsonObject(node)) return node;
  return references([node['args'] ?? [], node['kwargs'] ?? {}]).map((reference): JsonValue => [...reference, {}]);
}

/** "inbound_nodes" of a layer. */
const normalNodes = (nodes: JsonValue): JsonValue => (isList(nodes) ? nodes.map(normalNode) : nodes);

/** "input_layers" and "output_layers" of a model: newer files of Keras 3 leave out the list around a single one. */
const normalEnds = (ends: JsonValue): JsonValue => (isList(ends) && typeof ends[0] === 'string' ? [ends] : ends);

/** Keras 3's names of weights begin with the model's, `row/scores/kernel`; TensorFlow.js looks for `scores/kernel`. */
export function normalWeightName(name: string, topology: JsonObject): string {
  const { config } = topology;
  const prefix = isJsonObject(config) && typeof config['name'] === 'string' ? `${config['name']}/` : null;
  return prefix !== null && name.startsWith(prefix) && name.slice(prefix.length).includes('/') ? name.slice(prefix.length) : name;
}

/** Initial weights are drawn elsewhere, so TensorFlow.js need not; penalties and limits belong to the config, which has weightDecay. */
const isInitializer = (key: string): boolean => key.endsWith('_initializer');
const isDropped = (key: string): boolean =>
  /_regularizer$|_constraint$|^(module|registered_name|build_config|quantization_config)$/.test(key);
const zeros: JsonObject = { class_name: 'Zeros', config: {} };

/** Keras 3 writes a policy where TensorFlow.js reads a name. */
function dtypeOf(value: JsonValue): JsonValue {
  if (!isJsonObject(value)) return value;
  const { config } = value;
  return (isJsonObject(config) ? config['name'] : undefined) ?? 'float32';
}

function normalEntry(key: string, value: JsonValue): readonly (readonly [string, JsonValue])[] {
  if (isDropped(key)) return [];
  if (isInitializer(key)) return [[key, zeros]];
  if (key === 'dtype') return [[key, dtypeOf(value)]];
  // Keras 3's word.
  if (key === 'batch_shape') return [['batch_input_shape', value]];
  if (key === 'inbound_nodes') return [[key, normal(normalNodes(value))]];
  if (key === 'input_layers' || key === 'output_layers') return [[key, normal(normalEnds(value))]];
  return [[key, normal(value)]];
}

function normal(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(normal);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => normalEntry(key, inner ?? null)));
}

interface LayerJson {
  readonly class_name: string;
  readonly config: JsonObject;
}

const isLayer = (value: JsonValue | undefined): value is JsonObject & LayerJson =>
  isJsonObject(value) && typeof value['class_name'] === 'string' && isJsonObject(value['config']);

const layersIn = (config: JsonObject): readonly JsonValue[] =>
  Array.isArray(config['layers']) ? (config['layers'] as readonly JsonValue[]) : [];

/** Name of the layer that gives the output; null where it is the last of the list. */
function outputName({ output_layers: outputs }: JsonObject): string | null {
  if (!Array.isArray(outputs)) return null;
  const [first] = outputs as readonly JsonValue[];
  // One output is written as a list of one or bare.
  const name = Array.isArray(first) ? (first as readonly JsonValue[])[0] : first;
  return typeof name === 'string' ? name : null;
}

function unactivated(layer: JsonObject & LayerJson): JsonObject {
  const { class_name: kind, config } = layer;
  if (layersIn(config).length > 0) return logitsOf(layer);
  if (kind === 'Softmax') return { ...layer, class_name: 'Activation', config: { name: config['name'] ?? null, activation: 'linear' } };
  const { activation } = config;
  if (activation === undefined || activation === 'linear') return layer;
  if (activation === 'softmax') return { ...layer, config: { ...config, activation: 'linear' } };
  const name = typeof config['name'] === 'string' ? config['name'] : kind;
  throw new ModelError(
    tell(
      'its last layer "{0}" has the activation {1}; it must be "softmax" or "linear", with a unit for each class',
      name,
      JSON.stringify(activation),
    ),
  );
}

/** The model without the softmax at its end, which is part of the loss. */
function logitsOf(model: JsonObject & LayerJson): JsonObject {
  const layers = layersIn(model.config);
  const name = outputName(model.config);
  const last = name === null ? layers.length - 1 : layers.findIndex((layer) => isLayer(layer) && layer.config['name'] === name);
  const changed = layers.map((layer, place) => (place === last && isLayer(layer) ? unactivated(layer) : layer));
  return { ...model, config: { ...model.config, layers: changed } };
}

/** @throws ModelError where the last activation is neither a softmax nor none. */
export function normalTopology(topology: JsonObject): JsonObject {
  const model = normal(topology);
  if (!isLayer(model)) throw new ModelError(tell('its "modelTopology" holds no layers'));
  // A list of layers is the oldest form of a Sequential.
  return logitsOf(model);
}
