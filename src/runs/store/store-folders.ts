/** Where everything lies in a store. */
import { mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { experimentFolderName } from '../../shared/config/reading/experiment-name.ts';
import type { Hash } from '../../shared/specs/training.ts';
import { ExperimentFolder } from './experiment-record.ts';
import { isMissing } from './store-error.ts';
import { TensorStore } from './tensor-store.ts';
import { TrainingFolder } from './training-folder.ts';
import { writeAtomically, writeError } from './write-atomically.ts';

/** Names in a folder; none where the folder is missing. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
}

export class StoreFolders {
  readonly tensors: TensorStore;

  constructor(readonly folder: string) {
    this.tensors = new TensorStore(path.join(folder, 'tensors'));
  }

  get experimentsFolder(): string {
    return path.join(this.folder, 'experiments');
  }

  get trainingsFolder(): string {
    return path.join(this.folder, 'trainings');
  }

  get evaluationsFolder(): string {
    return path.join(this.folder, 'evaluations');
  }

  evaluationFile(hash: Hash): string {
    return path.join(this.evaluationsFolder, `${hash}.json`);
  }

  get gradientsFolder(): string {
    return path.join(this.folder, 'gradients');
  }

  gradientsFile(hash: Hash): string {
    return path.join(this.gradientsFolder, `${hash}.json`);
  }

  training(hash: Hash): TrainingFolder {
    return new TrainingFolder(path.join(this.trainingsFolder, hash), hash);
  }

  experiment(name: string): ExperimentFolder {
    return this.experimentAt(experimentFolderName(name));
  }

  experimentAt(folderName: string): ExperimentFolder {
    return new ExperimentFolder(path.join(this.experimentsFolder, folderName));
  }

  /** Every experiment's folder, in the order of names. */
  async experiments(): Promise<readonly ExperimentFolder[]> {
    return (await namesIn(this.experimentsFolder)).toSorted().map((name) => this.experimentAt(name));
  }

  /** Makes the folder, which no version control should see. @throws StoreError with a remedy where it cannot be written. */
  async prepare(): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true });
    } catch (error) {
      throw writeError(this.folder, error);
    }
    const ignore = path.join(this.folder, '.gitignore');
    const there = await stat(ignore).catch(() => null);
    if (!there) await writeAtomically(ignore, '*\n');
  }
}
