/** The files of a model as the engine asks for them: regular files of a bounded size only. */
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { DataError } from '../../data/data-error.ts';
import { asDataError, bytesAt, readSmall, withFile } from '../../data/files/byte-source.ts';
import { checkRoom } from '../../data/files/limits.ts';
import { isWithin } from '../../data/files/read-config-text.ts';
import { jsonText, recognised, standIns } from '../../data/files/recognise.ts';
import type { FoundFile, ModelFiles } from '../../engine/tfjs/model/model-files.ts';
import { tell, type Words } from '../../shared/text/told.ts';

/** Bytes of the largest model.json: topologies are texts of some hundred kilobytes. */
const largestDescription = 64e6;

const look = (file: string): Promise<FoundFile> =>
  withFile(file, async (handle, size) => {
    const kind = recognised(await bytesAt(handle, 0, 256));
    return { size, kind, isJson: kind === jsonText, isStandIn: kind !== null && standIns.includes(kind) };
  });

/** DataErrors begin with the file, which the engine's words name by themselves. */
async function plainly<T>(reading: Promise<T>): Promise<{ readonly value: T } | { readonly problem: Words; readonly cause: unknown }> {
  try {
    return { value: await reading };
  } catch (error) {
    if (error instanceof DataError) return { problem: error.problem, cause: error.cause };
    throw error;
  }
}

async function whole(file: string, most: number): Promise<Buffer> {
  checkRoom(most, file);
  return readSmall(file, most);
}

/**
 * Where a file beside the model.json really lies. A model file may come from anywhere, so a link in its place must not lead to what
 * is private; where the model.json itself is a link, as in caches of downloads, its real folder counts too.
 */
async function besideModel(model: string, name: string): Promise<string> {
  const file = path.join(path.dirname(model), name);
  try {
    const folders = [await realpath(path.dirname(model)), path.dirname(await realpath(model))];
    const real = await realpath(file);
    if (folders.some((folder) => isWithin(folder, real))) return real;
  } catch (error) {
    throw asDataError(file, error);
  }
  throw new DataError(file, tell('is a link that leads out of its folder'));
}

/** @param file The model.json; its weights lie beside it. */
export function filesOfModel(file: string): ModelFiles {
  return {
    describe: () => plainly(readSmall(file, largestDescription)),
    describedAs: () => plainly(look(file)),
    look: (name) => plainly(besideModel(file, name).then(look)),
    read: (name, bytes) => plainly(besideModel(file, name).then((real) => whole(real, bytes))),
  };
}
