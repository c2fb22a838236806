/**
 * slurm/<run>/ in a store: what a run hands to its tasks, and what they hand back beside the results. Results themselves are written where a local training
 * writes them. Files of a shared file system may be seen late: readers are patient.
 */
import { copyFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { makeFolder } from '../../data/files/make-folder.ts';
import type { DatasetConfig } from '../../shared/config/schema/dataset-schema.ts';
import type { Hash, TrainSpec } from '../../shared/specs/training.ts';
import { isMissing } from '../store/files/store-error.ts';
import { entriesIn, readStoreFile } from '../store/files/store-files.ts';
import { TensorStore } from '../store/work/tensor-store.ts';
import { writeAtomically } from '../store/files/write-atomically.ts';
import { isWords, tell, ToldError, type Words } from '../../shared/text/told.ts';

/** A data set as a task reads it again; its fingerprint says that it is the same. */
export interface TaskDataset {
  readonly dataset: DatasetConfig;
  readonly baseFolder: string;
  readonly classes: number | null;
}

/** What a job array shares: each task takes the trainings of its own index. */
export interface Batch {
  readonly threads: number;
  readonly datasets: readonly TaskDataset[];
  readonly tasks: readonly (readonly Hash[])[];
}

export interface TaskTraining {
  readonly role: string;
  readonly spec: TrainSpec;
  readonly keepWeights: boolean;
}

/** How a task has left a training that it was given; a finished one is in the store. */
const outcomeSchema = z.object({
  kind: z.enum(['finished', 'stopped', 'held', 'diverged', 'failed']),
  reason: z.string(),
  /** The reason for those who speak another language than English. */
  told: z.custom<Words>(isWords).optional().catch(undefined),
  iteration: z.number().nullable(),
});
export type TaskOutcome = z.output<typeof outcomeSchema>;

const progressSchema = z.record(z.string(), z.object({ iteration: z.number(), iterations: z.number(), seconds: z.number() }));
/** By training: where it stands, and how many iterations this task has done in how many seconds. */
export type TaskProgress = z.output<typeof progressSchema>;

/** Why no program could be started on a node, written by the job's script. */
export type NodeTrouble = { readonly kind: 'missing' | 'old'; readonly node: string };

const nameOf = (job: string, index: number): string => `${job}_${String(index)}`;

/** Milliseconds; caches of file systems of networks hold what they have seen for up to a minute. */
export const seenWithin = 90_000;

/** @returns null for what is missing or not yet whole. */
async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse((await readStoreFile(file)).toString('utf8')) as unknown;
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return null;
    throw error;
  }
}

const writeJson = (file: string, value: unknown): Promise<void> => writeAtomically(file, `${JSON.stringify(value)}\n`, { durable: false });

/** Waits for a file that another computer has written. @throws Error where it does not appear. */
async function readPatiently(file: string): Promise<unknown> {
  for (const begun = performance.now(); performance.now() - begun < seenWithin;) {
    const value = await readJson(file);
    if (value !== null) return value;
    await sleep(1_000);
  }
  throw new ToldError(tell('{0} has not appeared within {1} s: does this node see the store?', file, seenWithin / 1000));
}

export class SlurmRunFolder {
  /** Weights and masks that tasks begin with; not the store's own, which holds what somebody asked to keep. */
  readonly tensors: TensorStore;

  constructor(readonly folder: string) {
    this.tensors = new TensorStore(path.join(folder, 'tensors'));
  }

  get scriptFile(): string {
    return path.join(this.folder, 'task.sh');
  }

  get setupFile(): string {
    return path.join(this.folder, 'setup.sh');
  }

  logFile(job: string, index: number): string {
    return path.join(this.folder, 'logs', `${nameOf(job, index)}.log`);
  }

  /** @returns Where a copy of the log lies that outlives the run; the log itself where it cannot be copied. */
  async keepLog(job: string, index: number, folder: string): Promise<string> {
    const kept = path.join(folder, `slurm-${nameOf(job, index)}.log`);
    return copyFile(this.logFile(job, index), kept).then(
      () => kept,
      () => this.logFile(job, index),
    );
  }

  /** Folders that jobs write to must be there before. */
  async prepare(): Promise<void> {
    for (const name of ['logs', 'nodes']) await makeFolder(path.join(this.folder, name));
  }

  writeOwner(experiment: string, name: string): Promise<void> {
    return writeJson(path.join(this.folder, 'run.json'), { experiment, name });
  }

  async owner(): Promise<{ readonly experiment: string; readonly name: string } | null> {
    const owner = z.object({ experiment: z.string(), name: z.string() }).safeParse(await readJson(path.join(this.folder, 'run.json')));
    return owner.success ? owner.data : null;
  }

  writeBatch(number: number, batch: Batch): Promise<void> {
    return writeJson(this.batchFile(number), batch);
  }

  batchFile(number: number): string {
    return path.join(this.folder, 'batches', `${String(number)}.json`);
  }

  writeTraining(hash: Hash, training: TaskTraining): Promise<void> {
    return writeJson(this.fileOf('trainings', hash), training);
  }

  /** For tasks. */
  async training(hash: Hash): Promise<TaskTraining> {
    return (await readPatiently(this.fileOf('trainings', hash))) as TaskTraining;
  }

  writeOutcome(hash: Hash, outcome: TaskOutcome): Promise<void> {
    return writeJson(this.fileOf('outcomes', hash), outcome);
  }

  async outcome(hash: Hash): Promise<TaskOutcome | null> {
    const outcome = outcomeSchema.safeParse(await readJson(this.fileOf('outcomes', hash)));
    return outcome.success ? outcome.data : null;
  }

  async forgetOutcome(hash: Hash): Promise<void> {
    await rm(this.fileOf('outcomes', hash), { force: true });
  }

  writeProgress(job: string, index: number, progress: TaskProgress): Promise<void> {
    return writeJson(this.fileOf('progress', nameOf(job, index)), progress);
  }

  async progress(job: string, index: number): Promise<TaskProgress> {
    const progress = progressSchema.safeParse(await readJson(this.fileOf('progress', nameOf(job, index))));
    return progress.success ? progress.data : {};
  }

  /** null where the script has found a program to start. */
  async nodeTrouble(job: string, index: number): Promise<NodeTrouble | null> {
    const text = await readStoreFile(path.join(this.folder, 'nodes', nameOf(job, index))).catch(() => null);
    const [kind, node = ''] = text?.toString('utf8').trim().split(' ') ?? [];
    return kind === 'missing' || kind === 'old' ? { kind, node } : null;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }

  private fileOf(room: string, name: string): string {
    return path.join(this.folder, room, `${name}.json`);
  }
}

/** For tasks. */
export const readBatch = async (file: string): Promise<Batch> => (await readPatiently(file)) as Batch;

const roomOf = (storeFolder: string): string => path.join(storeFolder, 'slurm');

export const runFolderOf = (storeFolder: string, name: string): SlurmRunFolder => new SlurmRunFolder(path.join(roomOf(storeFolder), name));

/** Folders of runs that are under way, or that were cut off. */
export async function runFolders(storeFolder: string): Promise<readonly SlurmRunFolder[]> {
  const folders = (await entriesIn(roomOf(storeFolder))).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => runFolderOf(storeFolder, name));
}
