/**
 * Removes what no experiment names. The store's own names explain every file that is removed: a regular file, in a folder
 * that is no link, called as the store calls its files. Anything else in the folder belongs to somebody else and stays.
 */
import { existsSync } from 'node:fs';
import { lstat, rmdir } from 'node:fs/promises';
import path from 'node:path';
import type { ExperimentRecord } from './experiments/experiment-record.ts';
import { halfWritten, nothing, recordFile, remove, tensorFile, trainingFile, trainingFolder, unusedIn } from './files/own-files.ts';
import { isMissing, StoreError } from './files/store-error.ts';
import { entriesIn } from './files/store-files.ts';
import type { StoreFolders } from './store-folders.ts';
import { tell, ToldError } from '../../shared/text/told.ts';

export interface Amount {
  readonly files: number;
  readonly bytes: number;
}

interface Named {
  readonly trainings: readonly string[];
  readonly evaluations: readonly string[];
  readonly tensors: readonly string[];
}

/** Hashes of trainings, evaluations and tensors that an experiment names itself. */
function named({ trainings, segments = {}, evaluations, tickets, retrainings }: ExperimentRecord): Named {
  return {
    evaluations: Object.values(evaluations),
    trainings: [
      ...Object.values(trainings),
      ...Object.values(segments).flat(),
      ...Object.values(retrainings).flatMap((list) => list.map(({ training }) => training)),
    ],
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

async function foldersIn(folder: string): Promise<readonly string[]> {
  return (await entriesIn(folder)).filter((entry) => entry.isDirectory()).map(({ name }) => path.join(folder, name));
}

async function unusedTrainings({ trainingsFolder }: StoreFolders, used: ReadonlySet<string>): Promise<string[]> {
  const unused = (await foldersIn(trainingsFolder)).filter((folder) => {
    const name = path.basename(folder);
    return trainingFolder.test(name) && !used.has(name);
  });
  return (await Promise.all(unused.map((folder) => unusedIn(folder, trainingFile, nothing)))).flat();
}

async function halves(folders: StoreFolders): Promise<string[]> {
  const rooms = [folders.tensors.folder, folders.evaluationsFolder, folders.gradientsFolder, folders.experimentsFolder];
  const inner = [...(await foldersIn(folders.trainingsFolder)), ...(await foldersIn(folders.experimentsFolder))];
  return (await Promise.all([folders.folder, ...rooms, ...inner].map((folder) => unusedIn(folder, halfWritten, nothing)))).flat();
}

/** Files to remove; what killed processes left half-written is among them. */
async function garbage(folders: StoreFolders): Promise<readonly string[]> {
  const used = await inUse(folders);
  const found = await Promise.all([
    unusedTrainings(folders, used.trainings),
    unusedIn(folders.tensors.folder, tensorFile, used.tensors),
    unusedIn(folders.evaluationsFolder, recordFile, used.evaluations),
    // No experiment names gradients: they are made anew in a moment where they are needed.
    unusedIn(folders.gradientsFolder, recordFile, nothing),
    halves(folders),
  ]);
  return [...new Set(found.flat())];
}

async function bytesOf(file: string): Promise<number> {
  return (await lstat(file)).size;
}

/** A training's folder goes with its last file; one that holds anything else stays. */
async function removeEmptied({ trainingsFolder }: StoreFolders, files: readonly string[]): Promise<void> {
  const emptied = new Set(files.map((file) => path.dirname(file)).filter((folder) => path.dirname(folder) === trainingsFolder));
  for (const folder of emptied) await rmdir(folder).catch(() => undefined);
}

/** @throws Error where the folder is there and is no store. */
export async function refuseForeignFolder(folders: StoreFolders): Promise<void> {
  if (!existsSync(folders.folder) || (await folders.isStore())) return;
  throw new ToldError(tell('{0} is no store of Winning Ticket, so nothing in it was removed. Name a store with --store.', folders.folder));
}

/**
 * Removes it, or only says how much it is.
 * @throws Error where the folder is no store, or cannot be read well enough to tell what is in use.
 */
export async function collectGarbage(folders: StoreFolders, dryRun: boolean): Promise<Amount> {
  await refuseForeignFolder(folders);
  const files = await garbage(folders).catch((error: unknown) => {
    if (!(error instanceof StoreError)) throw error;
    throw new ToldError(tell('Nothing was removed, since it cannot be told what is in use: {0}', error.told), { cause: error });
  });
  const sizes = await Promise.all(
    files.map((file) => bytesOf(file).catch((error: unknown) => (isMissing(error) ? 0 : Promise.reject(error)))),
  );
  if (!dryRun) {
    await Promise.all(files.map(remove));
    await removeEmptied(folders, files);
  }
  return { files: files.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
