/** Gives an experiment another name: its record, its notes, and the runs of its earlier settings. */
import { existsSync } from 'node:fs';
import { nameProblem } from '../../shared/config/facts/experiment-name.ts';
import { earlierNames } from '../../shared/results/earlier-run.ts';
import type { ExperimentFolder } from './experiments/experiment-folder.ts';
import type { ExperimentRecord } from './experiments/experiment-record.ts';
import { remove, removeEmptyFolder, removeExperimentFiles } from './files/own-files.ts';
import { isMissing, StoreError } from './files/store-error.ts';
import { readStoreFile } from './files/store-files.ts';
import type { StoreFolders } from './store-folders.ts';
import { writeAtomically } from './files/write-atomically.ts';
import { tell, ToldError } from '../../shared/text/told.ts';

/** The new folder is complete before the old one goes: a process that is killed leaves both. */
async function move(from: ExperimentFolder, to: ExperimentFolder, record: ExperimentRecord): Promise<void> {
  const notes = await readStoreFile(from.notesFile).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (notes) await writeAtomically(to.notesFile, notes);
  if (Object.keys(record.retrainings).length > 0) await to.writeRetrainings(record);
  await to.write(record);
  if (notes) await remove(from.notesFile);
  await removeExperimentFiles(from.folder);
  await removeEmptyFolder(from.folder);
}

/** What cannot be read keeps its name. */
async function earlierRunsOf(folders: StoreFolders, experiment: string): Promise<readonly [ExperimentFolder, ExperimentRecord][]> {
  const found = await Promise.all(
    (await folders.experiments()).map(async (folder): Promise<[ExperimentFolder, ExperimentRecord][]> => {
      const record = await folder.record().catch((error: unknown) => {
        if (error instanceof StoreError) return null;
        throw error;
      });
      return record?.earlierOf?.experiment === experiment ? [[folder, record]] : [];
    }),
  );
  return found.flat();
}

const taken = (name: string): ToldError => new ToldError(tell('There is an experiment "{0}" already.', name));

/** @throws Error where it is no name, or taken. */
export function requireFreeName(folders: StoreFolders, name: string): void {
  const problem = nameProblem(name);
  if (problem !== null) throw new ToldError(tell('"{0}" cannot be the name of an experiment: {1}.', name, problem));
  if (existsSync(folders.experiment(name).folder)) throw taken(name);
}

/** For who holds the locks of both names. @param record Of the experiment. @throws Error where the new name is taken. */
export async function renameExperiment(folders: StoreFolders, record: ExperimentRecord, to: string): Promise<void> {
  const target = folders.experiment(to);
  if (existsSync(target.recordFile)) throw taken(to);
  const from = record.experiment;
  const { name, ...config } = record.config;
  await move(folders.experiment(from), target, {
    ...record,
    experiment: to,
    config: name === undefined ? config : { ...config, name: to },
  });
  for (const [folder, earlier] of await earlierRunsOf(folders, from)) {
    const free = earlierNames(to, earlier.basis).find((one) => !existsSync(folders.experiment(one).folder));
    if (free === undefined || !earlier.earlierOf) continue;
    await move(folder, folders.experiment(free), { ...earlier, experiment: free, earlierOf: { ...earlier.earlierOf, experiment: to } });
  }
}
