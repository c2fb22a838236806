/** Files of a store by the names that the store gives them: nothing else in its folder is ever removed. */
import type { Dirent } from 'node:fs';
import { rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { entriesIn, refuseLinkedFolders } from './store-files.ts';
import { temporaryForm as temporary, writeError } from './write-atomically.ts';

const hash = '([0-9a-f]{64})';
export const tensorFile = new RegExp(`^${hash}\\.safetensors$`);
export const recordFile = new RegExp(`^${hash}\\.json$`);
export const trainingFolder = new RegExp(`^${hash}$`);
export const trainingFile = new RegExp(`^(training\\.json|evaluations\\.jsonl|checkpoint\\.safetensors|lock\\.json)${temporary}?$`);
export const halfWritten = new RegExp(
  `^(${hash}\\.(safetensors|json)|training\\.json|evaluations\\.jsonl|checkpoint\\.safetensors|experiment\\.json|retrainings\\.json|summary\\.json|lock\\.json|progress\\.json|cancel\\.json|store\\.json|\\.gitignore)${temporary}$`,
);

/** Everything that is written into an experiment's folder. */
const experimentFile = new RegExp(
  `^((experiment|experiment\\.damaged-\\d+|retrainings|summary|lock|progress|cancel)\\.json${temporary}?|run\\.log|slurm-\\d+_\\d+\\.log)$`,
);

/** Written by none but the holder of the experiment's lock. */
export const halfWrittenRecord = new RegExp(`^(experiment|retrainings|progress)\\.json${temporary}$`);

/** Regular files of a folder whose name has a form, and the hash in it is not in use. */
export async function unusedIn(folder: string, form: RegExp, used: ReadonlySet<string>): Promise<string[]> {
  const unused = ({ name }: Dirent): boolean => {
    const found = form.exec(name);
    return found !== null && !used.has(found[1] ?? '');
  };
  return (await entriesIn(folder)).filter((entry) => entry.isFile() && unused(entry)).map(({ name }) => path.join(folder, name));
}

export const nothing: ReadonlySet<string> = new Set();

/** @throws StoreError where it cannot be removed. */
export async function remove(file: string): Promise<void> {
  await refuseLinkedFolders(file);
  await rm(file, { force: true }).catch((error: unknown) => {
    throw writeError(file, error);
  });
}

/** Removes what an earlier process left half-written in a folder that nobody else writes to now. */
export async function removeHalfWritten(folder: string): Promise<void> {
  for (const file of await unusedIn(folder, halfWritten, nothing)) await remove(file);
}

/** Removes an experiment's files but its lock, which whoever removes them holds. A link of such a name goes, not what it leads to. */
export async function removeExperimentFiles(folder: string): Promise<void> {
  const own = (await entriesIn(folder)).filter((entry) => !entry.isDirectory() && experimentFile.test(entry.name));
  for (const { name } of own) if (name !== 'lock.json') await remove(path.join(folder, name));
}

/** One that holds anything is left. */
export const removeEmptyFolder = (folder: string): Promise<void> => rmdir(folder).catch(() => undefined);
