/** Keeps the record of an experiment whose settings have changed, as an experiment of its own, and finds it again. */
import { existsSync } from 'node:fs';
import { earlierNames } from '../../shared/results/earlier-run.ts';
import type { ExperimentFolder } from './experiments/experiment-folder.ts';
import type { ExperimentRecord } from './experiments/experiment-record.ts';
import { removeEmptyFolder, removeExperimentFiles } from './files/own-files.ts';
import { StoreError } from './files/store-error.ts';
import type { StoreFolders } from './store-folders.ts';
import { tell, ToldError } from '../../shared/text/told.ts';

interface Place {
  readonly name: string;
  readonly folder: ExperimentFolder;
  /** null where nothing is kept there. */
  readonly record: ExperimentRecord | null;
}

/** undefined where something else has the name: it may be a damaged record, or an experiment that the user calls so. */
async function placeFor(folders: StoreFolders, name: string, { experiment, basis }: Wanted): Promise<Place | undefined> {
  const folder = folders.experiment(name);
  try {
    const record = await folder.record();
    const isOurs = record === null || (record.basis === basis && record.earlierOf?.experiment === experiment);
    return isOurs ? { name, folder, record } : undefined;
  } catch (error) {
    if (error instanceof StoreError) return undefined;
    throw error;
  }
}

interface Wanted {
  readonly experiment: string;
  readonly basis: string;
}

/** Where the run of these settings is kept, or would be. */
async function placeOf(folders: StoreFolders, wanted: Wanted): Promise<Place> {
  for (const name of earlierNames(wanted.experiment, wanted.basis)) {
    const place = await placeFor(folders, name, wanted);
    if (place) return place;
  }
  throw new ToldError(tell('The results of earlier settings of "{0}" cannot be kept: every name for them is taken.', wanted.experiment));
}

/** The record that was kept when the settings of `basis` were changed; null where there is none. */
export const earlierRecord = async (folders: StoreFolders, wanted: Wanted): Promise<ExperimentRecord | null> =>
  (await placeOf(folders, wanted)).record;

/** Of these settings: the experiment's own record, or the one that was kept when its settings were changed to others; null where there is none. */
export const recordOfSettings = async (
  folders: StoreFolders,
  own: ExperimentRecord | null,
  wanted: Wanted,
): Promise<ExperimentRecord | null> => (own?.basis === wanted.basis ? own : earlierRecord(folders, wanted));

function hasFinished(folders: StoreFolders, { trainings, retrainings }: ExperimentRecord): boolean {
  const again = Object.values(retrainings).flatMap((list) => list.map(({ training }) => training));
  return [...Object.values(trainings), ...again].some((hash) => existsSync(folders.training(hash).recordFile));
}

/** @returns the name under which it is kept; null where no training of it has been finished. */
export async function keepEarlierRun(folders: StoreFolders, record: ExperimentRecord): Promise<string | null> {
  if (!hasFinished(folders, record)) return null;
  const { experiment } = record;
  const { name, folder } = await placeOf(folders, { experiment, basis: record.basis });
  const kept = { ...record, experiment: name, earlierOf: { experiment, replacedAt: new Date().toISOString() } };
  await folder.write(kept);
  if (Object.keys(record.retrainings).length > 0) await folder.writeRetrainings(record);
  return name;
}

/** Once the experiment has these settings again, its own record holds all that was kept. */
export async function forgetEarlierRun(folders: StoreFolders, wanted: Wanted): Promise<void> {
  const { folder, record } = await placeOf(folders, wanted);
  if (!record) return;
  await removeExperimentFiles(folder.folder);
  await removeEmptyFolder(folder.folder);
}
