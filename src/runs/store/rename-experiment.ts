/** Gives an experiment another name: its record, its notes, and the runs of its earlier settings. */
import { existsSync } from 'node:fs';
import { nameProblem } from '../../shared/config/reading/experiment-name.ts';
import { earlierNames } from '../../shared/results/earlier-run.ts';
import type { ExperimentFolder, ExperimentRecord } from './experiment-record.ts';
import { remove, removeEmptyFolder, removeExperimentFiles } from './own-files.ts';
import { isMissing, StoreError } from './store-error.ts';
import { readStoreFile } from './store-files.ts';
import type { StoreFolders } from './store-folders.ts';
import { writeAtomically } from './write-atomically.ts';

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

/** For who holds its lock. @param record Of the experiment. @throws Error where the new name is none, or taken. */
export async function renameExperiment(folders: StoreFolders, record: ExperimentRecord, to: string): Promise<void> {
  const problem = nameProblem(to);
  if (problem !== null) throw new Error(`"${to}" cannot be the name of an experiment: ${problem}.`);
  const target = folders.experiment(to);
  if (existsSync(target.folder)) throw new Error(`There is an experiment "${to}" already.`);
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
