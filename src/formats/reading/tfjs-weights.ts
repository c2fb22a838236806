/** The weights of a layers model of TensorFlow.js: model.json's manifest, and the binary files beside it. */
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { readSmall } from '../../data/files/byte-source.ts';
import { checkRoom } from '../../data/files/limits.ts';
import { isWithin } from '../../data/files/read-config-text.ts';
import { productOf } from '../../shared/network/shapes.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/text/json-value.ts';
import { type ForeignTensor, type ForeignTensors, ImportError, mostTensors, shown } from './foreign-tensors.ts';
import { tell, tellNumber } from '../../shared/text/told.ts';

const isSizes = (value: JsonValue | undefined): value is readonly number[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'number' && Number.isSafeInteger(one) && one >= 0);
const isTexts = (value: JsonValue | undefined): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

interface Entry {
  readonly name: string;
  readonly shape: readonly number[];
}

function entryOf(file: string, value: JsonValue): Entry {
  const { name, shape, dtype, quantization } = isJsonObject(value) ? value : {};
  if (typeof name !== 'string' || !isSizes(shape))
    throw new ImportError(file, tell('its "weightsManifest" is damaged; convert the model anew.'));
  if (quantization !== undefined || dtype !== 'float32')
    throw new ImportError(
      file,
      tell(
        'its weights {0} are {1}; expected float32.',
        shown(name),
        quantization === undefined ? JSON.stringify(dtype ?? null) : tell('quantised'),
      ),
    );
  return { name, shape };
}

/** A link in a file's place must not lead out of the folder, to what is private. */
async function besideModel(model: string, name: string): Promise<string> {
  const file = path.join(path.dirname(model), name);
  const real = await realpath(file).catch(() => file);
  const folder = await realpath(path.dirname(model));
  if (!isWithin(folder, real)) throw new ImportError(file, tell('lies outside of the folder of its model.json.'));
  return real;
}

async function groupBytes(file: string, paths: readonly string[], bytes: number): Promise<Buffer> {
  checkRoom(bytes, file);
  const parts: Buffer[] = [];
  for (const name of paths) parts.push(await readSmall(await besideModel(file, name), bytes));
  const all = Buffer.concat(parts);
  if (all.length !== bytes)
    throw new ImportError(
      file,
      tell(
        'its weights {0}: expected {1} bytes, found {2}. Copy the model again.',
        paths.join(', '),
        tellNumber('count', bytes),
        tellNumber('count', all.length),
      ),
    );
  return all;
}

async function readGroup(file: string, { paths, weights }: JsonObject): Promise<[string, ForeignTensor][]> {
  if (!isTexts(paths) || !Array.isArray(weights))
    throw new ImportError(file, tell('its "weightsManifest" is damaged; convert the model anew.'));
  const entries = (weights as readonly JsonValue[]).map((one) => entryOf(file, one));
  if (entries.length > mostTensors) throw new ImportError(file, tell('it has more tensors than any network of ours.'));
  const sizes = entries.map(({ shape }) => 4 * productOf(shape));
  const bytes = await groupBytes(
    file,
    paths,
    sizes.reduce((sum, one) => sum + one, 0),
  );
  let at = 0;
  return entries.map(({ name, shape }, index) => {
    const end = at + (sizes[index] ?? 0);
    const data = new Float32Array(Uint8Array.from(bytes.subarray(at, end)).buffer);
    at = end;
    return [name, { shape, data, dtype: 'float32' }];
  });
}

/** @param text Of the model.json. @throws ImportError, DataError */
export async function tfjsWeights(file: string, text: string): Promise<ForeignTensors> {
  let model: JsonValue;
  try {
    model = JSON.parse(text) as JsonValue;
  } catch (error) {
    throw new ImportError(file, tell('expected a model.json of TensorFlow.js, found a text that is no JSON.'), { cause: error });
  }
  const manifest = isJsonObject(model) ? model['weightsManifest'] : undefined;
  const groups = Array.isArray(manifest) ? (manifest as readonly JsonValue[]).filter(isJsonObject) : [];
  if (groups.length === 0)
    throw new ImportError(file, tell('it has no "weightsManifest": it is no model.json of TensorFlow.js, or one without weights.'));
  const all = new Map<string, ForeignTensor>();
  for (const group of groups) for (const [name, tensor] of await readGroup(file, group)) all.set(name, tensor);
  return all;
}
