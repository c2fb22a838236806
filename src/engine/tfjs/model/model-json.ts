/** model.json: what is in it, before TensorFlow.js sees it. */
import { isJsonObject } from '../../../shared/text/json-value.ts';
import type { JsonObject, JsonValue } from '../../../shared/text/json-value.ts';
import { ModelError } from './model-error.ts';

export interface ModelJson {
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
    throw new ModelError(`it is not JSON (${error instanceof Error ? error.message : String(error)})`);
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
export function parseModelJson(text: string): ModelJson {
  const model = parsed(text);
  const { weightsManifest: manifest } = model;
  const groups = Array.isArray(manifest) ? (manifest as readonly JsonValue[]).filter(isJsonObject) : [];
  return { topology: topologyOf(model), manifest: groups.length > 0 ? groups : null };
}
