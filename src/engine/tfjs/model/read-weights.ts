/** The weights beside a model.json: exactly as many bytes as its manifest says. */
import type { io, NamedTensorMap } from '@tensorflow/tfjs';
import { productOf } from '../../../shared/network/shapes.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/text/json-value.ts';
import type { TensorFlow } from '../tensors/tensorflow.ts';
import { ModelError } from './built-model.ts';
import type { FoundFile, ModelFiles } from './model-files.ts';
import { tell, tellNumber, type Told } from '../../../shared/text/told.ts';

/** Bytes of a number on disk. */
const sizes: Readonly<Record<string, number>> = { float32: 4, int32: 4, bool: 1, float16: 2, uint16: 2, uint8: 1 };

const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);
const isSize = (value: JsonValue): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

interface Entry {
  readonly name: string;
  readonly bytes: number;
}

function entryOf(value: JsonValue): Entry {
  if (!isJsonObject(value) || typeof value['name'] !== 'string')
    throw new ModelError(tell('expected weights with a "name" in its "weightsManifest", found some without; convert the model anew'));
  const { name, shape = null, dtype = null, quantization } = value;
  const stored = isJsonObject(quantization) ? (quantization['dtype'] ?? null) : dtype;
  const size = typeof stored === 'string' && Object.hasOwn(sizes, stored) ? sizes[stored] : undefined;
  if (size === undefined)
    throw new ModelError(
      tell(
        'its weights "{0}" are of the type {1}; expected one of {2}. Convert the model anew',
        name,
        JSON.stringify(stored),
        Object.keys(sizes).join(', '),
      ),
    );
  if (!isList(shape) || !shape.every(isSize))
    throw new ModelError(
      tell('its weights "{0}" have a shape that is no list of sizes; the file is damaged, convert the model anew', name),
    );
  return { name, bytes: size * productOf(shape) };
}

interface Group {
  readonly files: readonly string[];
  readonly entries: readonly Entry[];
  readonly specs: io.WeightsManifestEntry[];
  readonly bytes: number;
}

/** A model file names its neighbours only: it may come from anywhere. */
function checkPath(name: JsonValue): string {
  if (typeof name !== 'string') throw new ModelError(tell('the "paths" of its weights are no names of files; convert the model anew'));
  const parts = name.split(/[\\/]/);
  if (name === '' || parts.includes('..') || /^([\\/]|[a-z]:)/i.test(name) || name.includes('\0'))
    throw new ModelError(tell('its weights {0} lie outside its folder; put them beside it', JSON.stringify(name)));
  return name;
}

function groupOf(group: JsonObject): Group {
  const { paths = null, weights = null } = group;
  const entries = isList(weights) ? weights.map(entryOf) : [];
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  if (!Number.isSafeInteger(bytes)) throw new ModelError(tell('its weights are more than any memory holds; the file is damaged'));
  return {
    files: isList(paths) ? paths.map(checkPath) : [],
    ...{ entries, bytes, specs: (isList(weights) ? weights : []) as unknown as io.WeightsManifestEntry[] },
  };
}

const bytesWords = (bytes: number): Told => tell('{0} bytes', tellNumber('count', bytes));

/** @returns Bytes of each file. @throws ModelError where they are not exactly what the manifest says. */
async function checkSizes({ files: names, bytes }: Group, files: ModelFiles): Promise<readonly number[]> {
  const found: FoundFile[] = [];
  for (const name of names) {
    const one = await files.look(name);
    if ('problem' in one)
      throw new ModelError(tell('its weights {0}: {1}; put the file beside it', name, one.problem), { cause: one.cause });
    found.push(one.value);
  }
  const sum = found.reduce((total, { size }) => total + size, 0);
  if (sum === bytes) return found.map(({ size }) => size);
  const page = found.find(({ isStandIn }) => isStandIn)?.kind;
  const what = page ? tell('{0} ({1})', bytesWords(sum), page) : bytesWords(sum);
  throw new ModelError(
    tell(
      'its weights {0}: expected {1} as its "weightsManifest" says, found {2}. Copy the model again, all files of it, or convert it anew',
      names.join(', '),
      bytesWords(bytes),
      what,
    ),
  );
}

async function readGroup(tf: TensorFlow, group: Group, files: ModelFiles): Promise<NamedTensorMap> {
  const lengths = await checkSizes(group, files);
  const bytes = new Uint8Array(group.bytes);
  let place = 0;
  for (const [index, name] of group.files.entries()) {
    const length = lengths[index] ?? 0;
    const part = await files.read(name, length);
    if ('problem' in part) throw new ModelError(tell('its weights {0}: {1}', name, part.problem), { cause: part.cause });
    if (part.value.length !== length) throw new ModelError(tell('its weights {0} became shorter while they were read; try again', name));
    bytes.set(part.value, place);
    place += length;
  }
  try {
    return tf.io.decodeWeights(bytes.buffer, group.specs);
  } catch (error) {
    throw new ModelError(
      tell('its weights {0} cannot be decoded as its "weightsManifest" says; convert the model anew', group.files.join(', ')),
      {
        cause: error,
      },
    );
  }
}

/** @throws ModelError that names the file. */
export async function readWeights(tf: TensorFlow, manifest: readonly JsonObject[], files: ModelFiles): Promise<NamedTensorMap> {
  const groups = manifest.map(groupOf);
  const names = new Set<string>();
  for (const { name } of groups.flatMap(({ entries }) => entries)) {
    if (names.has(name)) throw new ModelError(tell('its "weightsManifest" has the weights "{0}" twice; convert the model anew', name));
    names.add(name);
  }
  const all: NamedTensorMap = {};
  for (const group of groups) Object.assign(all, await readGroup(tf, group, files));
  return all;
}
