/** The weights beside a model.json. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { io, NamedTensorMap } from '@tensorflow/tfjs';
import type { JsonObject } from '../../../shared/text/json-value.ts';
import type { TensorFlow } from '../tensorflow.ts';
import { ModelError } from './model-error.ts';

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
export async function readShards(tf: TensorFlow, folder: string, manifest: readonly JsonObject[]): Promise<NamedTensorMap> {
  const groups = await Promise.all(manifest.map((group) => readGroup(tf, folder, group)));
  return Object.assign({}, ...groups) as NamedTensorMap;
}
