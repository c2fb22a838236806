/** Keras 3 writes how a layer is called as arguments, with a description of each tensor; TensorFlow.js reads Keras 2's lists of references. */
import { isJsonObject } from '../../../shared/text/json-value.ts';
import type { JsonObject, JsonValue } from '../../../shared/text/json-value.ts';

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
export const normalNodes = (nodes: JsonValue): JsonValue => (isList(nodes) ? nodes.map(normalNode) : nodes);

/** "input_layers" and "output_layers" of a model: newer files of Keras 3 leave out the list around a single one. */
export const normalEnds = (ends: JsonValue): JsonValue => (isList(ends) && typeof ends[0] === 'string' ? [ends] : ends);

/** Keras 3's names of weights begin with the model's, `row/scores/kernel`; TensorFlow.js looks for `scores/kernel`. */
export function normalWeightName(name: string, topology: JsonObject): string {
  const { config } = topology;
  const prefix = isJsonObject(config) && typeof config['name'] === 'string' ? `${config['name']}/` : null;
  return prefix !== null && name.startsWith(prefix) && name.slice(prefix.length).includes('/') ? name.slice(prefix.length) : name;
}
