/** Where everything lies in a store. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../../data/files/make-folder.ts';
import { composedName, experimentFolderName } from '../../shared/config/facts/experiment-name.ts';
import type { Hash } from '../../shared/specs/training.ts';
import { ExperimentFolder } from './experiments/experiment-folder.ts';
import { entriesIn } from './files/store-files.ts';
import { TensorStore } from './work/tensor-store.ts';
import { TrainingFolder } from './work/training-folder.ts';
import { writeAtomically, writeError } from './files/write-atomically.ts';

const ownFile = { schemaVersion: 1, store: 'Experiments of Winning Ticket, their trainings and tickets.' };

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
    return this.experimentAt(experimentFolderName(composedName(name)));
  }

  experimentAt(folderName: string): ExperimentFolder {
    return new ExperimentFolder(path.join(this.experimentsFolder, folderName));
  }

  /** Every experiment's folder, in the order of names. */
  async experiments(): Promise<readonly ExperimentFolder[]> {
    const folders = (await entriesIn(this.experimentsFolder)).filter((entry) => entry.isDirectory() || entry.isSymbolicLink());
    return folders
      .map(({ name }) => name)
      .toSorted()
      .map((name) => this.experimentAt(name));
  }

  /** The file that says that this folder is a store; earlier versions wrote none. */
  get markerFile(): string {
    return path.join(this.folder, 'store.json');
  }

  /** Held by whoever removes files of the store that belong to no experiment. */
  get cleanUpLockFile(): string {
    return path.join(this.experimentsFolder, 'lock.json');
  }

  /** Whether the program made this folder: by its own file or, in earlier stores, by an experiment that can be read. */
  async isStore(): Promise<boolean> {
    if (existsSync(this.markerFile)) return true;
    const records = await Promise.allSettled((await this.experiments()).map((folder) => folder.record()));
    return records.some((record) => record.status === 'fulfilled' && record.value !== null);
  }

  /** Makes the folder, which no version control should see. @throws StoreError with a remedy where it cannot be written. */
  async prepare(): Promise<void> {
    try {
      await makeFolder(this.folder);
    } catch (error) {
      throw writeError(this.folder, error);
    }
    const ignore = path.join(this.folder, '.gitignore');
    if (!existsSync(ignore)) await writeAtomically(ignore, '*\n');
    await this.mark();
  }

  /** Says in the folder that it is a store. */
  async mark(): Promise<void> {
    if (!existsSync(this.markerFile)) await writeAtomically(this.markerFile, `${JSON.stringify(ownFile)}\n`);
  }
}
