/** model.json, before TensorFlow.js sees any of it. */
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/text/json-value.ts';
import { ModelError } from './built-model.ts';
import type { ModelFiles } from './model-files.ts';
import { tell, tellList, type Words } from '../../../shared/text/told.ts';

export interface ModelJson {
  /** `{ class_name, config }` of the model. */
  readonly topology: JsonObject;
  /** Files and entries of the weights; null where there are none. */
  readonly manifest: readonly JsonObject[] | null;
}

export const howToConvert = tell(
  'Convert the Keras model with "tensorflowjs_converter --input_format=keras --output_format=tfjs_layers_model"',
);

/** Lists and objects in each other. Models lie some 10 deep, and each function that walks through one calls itself. */
const deepest = 100;

function checkDepth(root: JsonValue): void {
  let level: readonly JsonValue[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest)
      throw new ModelError(
        tell('expected values that lie at most {0} deep in each other, found deeper ones; convert the model anew', deepest),
      );
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? (Object.values(value) as readonly JsonValue[]) : []));
  }
}

async function foundIn(files: ModelFiles): Promise<Words> {
  const found = await files.describedAs();
  return 'value' in found && found.value.kind !== null && !found.value.isJson ? found.value.kind : tell('something else');
}

async function parsed(text: string, files: ModelFiles): Promise<JsonObject> {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch (error) {
    const isCut = text.trimStart().startsWith('{');
    const found = isCut
      ? tell('one that is damaged or cut short; copy or convert it again')
      : tellList([await foundIn(files), howToConvert], '. ');
    throw new ModelError(tell('expected a JSON text (model.json), found {0}', found), { cause: error });
  }
  if (!isJsonObject(value)) throw new ModelError(tell('expected an object, found another JSON value. {0}', howToConvert));
  checkDepth(value);
  return value;
}

function topologyOf({ modelTopology, format }: JsonObject): JsonObject {
  if (format === 'graph-model') throw new ModelError(tell('it is a graph model, which cannot be trained. {0}', howToConvert));
  if (!isJsonObject(modelTopology)) throw new ModelError(tell('it has no "modelTopology", so it is no layers model. {0}', howToConvert));
  const topology = modelTopology['model_config'] ?? modelTopology;
  const { class_name: kind, config } = isJsonObject(topology) ? topology : {};
  if (typeof kind === 'string' && isJsonObject(config)) return { class_name: kind, config };
  throw new ModelError(tell('its "modelTopology" holds no layers. {0}', howToConvert));
}

/** @throws ModelError */
export async function readModelJson(files: ModelFiles): Promise<ModelJson> {
  const bytes = await files.describe();
  if ('problem' in bytes) throw new ModelError(tell('{0}; name the model.json of a model', bytes.problem), { cause: bytes.cause });
  const model = await parsed(new TextDecoder().decode(bytes.value), files);
  const { weightsManifest: manifest } = model;
  const groups = Array.isArray(manifest) ? (manifest as readonly JsonValue[]).filter(isJsonObject) : [];
  return { topology: topologyOf(model), manifest: groups.length > 0 ? groups : null };
}
