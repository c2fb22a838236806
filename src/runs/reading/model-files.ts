/** The files of a model as the engine asks for them: regular files of a bounded size only. */
import path from 'node:path';
import { DataError } from '../../data/data-error.ts';
import { bytesAt, readSmall, withFile } from '../../data/files/byte-source.ts';
import { checkRoom } from '../../data/files/limits.ts';
import { recognised } from '../../data/files/recognise.ts';
import type { FoundFile, ModelFiles } from '../../engine/tfjs/model/model-files.ts';

/** Bytes of the largest model.json: topologies are texts of some hundred kilobytes. */
const largestDescription = 64e6;

const look = (file: string): Promise<FoundFile> =>
  withFile(file, async (handle, size) => ({ size, kind: recognised(await bytesAt(handle, 0, 256)) }));

/** DataErrors begin with the file, which the engine's words name by themselves. */
async function plainly<T>(reading: Promise<T>): Promise<{ readonly value: T } | { readonly problem: string; readonly cause: unknown }> {
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

/** @param file The model.json; its weights lie beside it. */
export function filesOfModel(file: string): ModelFiles {
  const beside = (name: string): string => path.join(path.dirname(file), name);
  return {
    describe: () => plainly(readSmall(file, largestDescription)),
    describedAs: () => plainly(look(file)),
    look: (name) => plainly(look(beside(name))),
    read: (name, bytes) => plainly(whole(beside(name), bytes)),
  };
}
