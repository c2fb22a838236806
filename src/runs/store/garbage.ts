/** What no experiment names. */
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ExperimentRecord } from './experiment-record.ts';
import { isMissing, StoreError } from './store-error.ts';
import { namesIn, type StoreFolders } from './store-folders.ts';
import { temporaryEnding } from './write-atomically.ts';

interface Amount {
  readonly files: number;
  readonly bytes: number;
}

interface Named {
  readonly trainings: readonly string[];
  readonly evaluations: readonly string[];
  readonly tensors: readonly string[];
}

/** Hashes of trainings, evaluations and tensors that an experiment names itself. */
function named({ trainings, evaluations, tickets, retrainings }: ExperimentRecord): Named {
  return {
    evaluations: Object.values(evaluations),
    trainings: [...Object.values(trainings), ...Object.values(retrainings).flatMap((list) => list.map(({ training }) => training))],
    tensors: Object.values(tickets).flatMap(({ mask, initialWeights }) => [mask, initialWeights]),
  };
}

/** Tensors that a finished training names. */
async function tensorsOf(folders: StoreFolders, hash: string): Promise<string[]> {
  const record = await folders.training(hash).record();
  if (!record) return [];
  const { spec, finalWeights, snapshots, optimizerState } = record;
  const ends = [finalWeights, ...Object.values(snapshots), optimizerState];
  return [spec.weights, spec.mask, spec.optimizerState, ...ends].filter((hash) => typeof hash === 'string');
}

/** @throws StoreError where a file cannot be read: it might name anything. */
async function inUse(folders: StoreFolders): Promise<Record<keyof Named, Set<string>>> {
  const records = await Promise.all((await folders.experiments()).map((folder) => folder.record()));
  const all = records.filter((record) => record !== null).map(named);
  const trainings = new Set(all.flatMap((one) => one.trainings));
  const tensors = await Promise.all([...trainings].map((hash) => tensorsOf(folders, hash)));
  const evaluations = new Set(all.flatMap((one) => one.evaluations));
  return { trainings, evaluations, tensors: new Set([...all.flatMap((one) => one.tensors), ...tensors.flat()]) };
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

/** Folders and files to remove; what killed processes left half-written is among them. */
async function garbage(folders: StoreFolders): Promise<string[]> {
  const used = await inUse(folders);
  const trainings = (await namesIn(folders.trainingsFolder))
    .filter((name) => !used.trainings.has(name))
    .map((name) => path.join(folders.trainingsFolder, name));
  const tensors = (await namesIn(folders.tensors.folder))
    .filter((name) => !used.tensors.has(path.basename(name, '.safetensors')))
    .map((name) => path.join(folders.tensors.folder, name));
  const evaluations = (await namesIn(folders.evaluationsFolder))
    .filter((name) => !used.evaluations.has(path.basename(name, '.json')))
    .map((name) => path.join(folders.evaluationsFolder, name));
  // No experiment names them: they are made anew in a moment where they are needed.
  const gradients = (await namesIn(folders.gradientsFolder)).map((name) => path.join(folders.gradientsFolder, name));
  const found = new Set([...trainings, ...evaluations, ...gradients, ...tensors]);
  const halves = (await filesBelow(folders.folder)).filter(
    (file) => file.endsWith(temporaryEnding) && ![file, path.dirname(file)].some((one) => found.has(one)),
  );
  return [...found, ...halves];
}

async function measure(paths: readonly string[]): Promise<Amount> {
  const files = (await Promise.all(paths.map(async (one) => ((await stat(one)).isDirectory() ? filesBelow(one) : [one])))).flat();
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return { files: files.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

/** Removes it, or only says how much it is. @throws StoreError where it cannot be told what is in use. */
export async function collectGarbage(folders: StoreFolders, dryRun: boolean): Promise<Amount> {
  const paths = await garbage(folders).catch((error: unknown) => {
    if (!(error instanceof StoreError)) throw error;
    throw new Error(`Nothing was removed, since it cannot be told what is in use: ${error.message}`, { cause: error });
  });
  const amount = await measure(paths);
  if (!dryRun) await Promise.all(paths.map((one) => rm(one, { recursive: true, force: true })));
  return amount;
}
