/** trainings/<hash of the spec>/: one training, finished or not. Written by one training at a time. */
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import type { EngineCheckpoint } from '../../../engine/engine.ts';
import type { Evaluation, Hash, TrainingRecord } from '../../../shared/specs/training.ts';
import { decodeCheckpoint, encodeCheckpoint, knowsEvaluations, type SavedCheckpoint } from './checkpoint-file.ts';
import { remove, removeHalfWritten } from '../files/own-files.ts';
import { isMissing, StoreError } from '../files/store-error.ts';
import { readStoreFile } from '../files/store-files.ts';
import { readTrainingRecord } from './work-records.ts';
import { writeAtomically, writeError } from '../files/write-atomically.ts';

/** evaluations.jsonl as text: one evaluation a line, iterations rising. */
interface ReadEvaluations {
  /** Up to the first line that is damaged. */
  readonly evaluations: readonly Evaluation[];
  /** Line (from 1) that is no evaluation, where others follow it; a torn last line is no damage but an interrupted write. */
  readonly damagedLine: number | null;
}

function parseLine(line: string): Evaluation | null {
  try {
    const value = JSON.parse(line) as Partial<Evaluation> | null;
    return typeof value?.iteration === 'number' && typeof value.validationLoss === 'number' ? (value as Evaluation) : null;
  } catch {
    return null;
  }
}

/** Two runners of one training write the same lines twice, so that repetitions are left out. */
export function parseEvaluations(text: string): ReadEvaluations {
  const evaluations: Evaluation[] = [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const [index, line] of lines.entries()) {
    const evaluation = parseLine(line);
    if (!evaluation) return { evaluations, damagedLine: index < lines.length - 1 ? index + 1 : null };
    if (evaluation.iteration > (evaluations.at(-1)?.iteration ?? 0)) evaluations.push(evaluation);
  }
  return { evaluations, damagedLine: null };
}

export const evaluationLines = (evaluations: readonly Evaluation[]): string =>
  evaluations.map((one) => `${JSON.stringify(one)}\n`).join('');

/** Where an unfinished training goes on. */
export interface ResumePoint {
  readonly checkpoint: EngineCheckpoint;
  readonly seconds: number;
}

export class TrainingFolder {
  private log: FileHandle | null = null;

  constructor(
    readonly folder: string,
    readonly hash: Hash,
  ) {}

  get recordFile(): string {
    return path.join(this.folder, 'training.json');
  }

  get evaluationsFile(): string {
    return path.join(this.folder, 'evaluations.jsonl');
  }

  get checkpointFile(): string {
    return path.join(this.folder, 'checkpoint.safetensors');
  }

  /** null while unfinished. @throws StoreError where training.json is newer or damaged. */
  record(): Promise<TrainingRecord | null> {
    return readTrainingRecord(this.recordFile, this.hash);
  }

  async evaluations(): Promise<ReadEvaluations> {
    const bytes = await readStoreFile(this.evaluationsFile).catch((error: unknown) => {
      if (isMissing(error)) return Buffer.alloc(0);
      throw error;
    });
    return parseEvaluations(bytes.toString('utf8'));
  }

  /**
   * Cuts evaluations.jsonl to what the checkpoint knows and opens it for more.
   * @returns null where the training starts at the beginning: there is no checkpoint, or none that fits.
   */
  async begin(): Promise<ResumePoint | null> {
    await removeHalfWritten(this.folder);
    const saved = await this.checkpoint();
    const evaluations = (await this.evaluations()).evaluations.slice(0, saved?.evaluationCount ?? 0);
    const usable = saved !== null && knowsEvaluations(saved, evaluations);
    await writeAtomically(this.evaluationsFile, evaluationLines(usable ? evaluations : []), { durable: false });
    this.log = await this.written(open(this.evaluationsFile, 'a'));
    if (!usable) return null;
    const { iteration, weights, slots, betaProducts, snapshots, seconds } = saved;
    return { checkpoint: { iteration, weights, slots, betaProducts, snapshots, evaluations }, seconds };
  }

  /** The iteration of its checkpoint; 0 where there is none that can be used. */
  async savedIteration(): Promise<number> {
    return (await this.checkpoint())?.iteration ?? 0;
  }

  async addEvaluation(evaluation: Evaluation): Promise<void> {
    await this.written(this.log?.appendFile(evaluationLines([evaluation])));
  }

  /** The evaluations it counts are on the disk before it. */
  async saveCheckpoint(checkpoint: EngineCheckpoint, seconds: number): Promise<void> {
    await this.written(this.log?.sync());
    await writeAtomically(this.checkpointFile, encodeCheckpoint(this.hash, checkpoint, seconds));
  }

  /** training.json comes last: where it stands, all that it names is there. */
  async finish(record: TrainingRecord): Promise<void> {
    await this.close();
    await this.mendEvaluations(record);
    await writeAtomically(this.recordFile, `${JSON.stringify(record, null, 1)}\n`);
    await remove(this.checkpointFile);
  }

  /** Compares evaluations.jsonl with the finished training's record, of which it is a copy for people. */
  async copyOf({ evaluations }: TrainingRecord): Promise<'same' | 'damaged' | 'contradicts'> {
    const read = await readStoreFile(this.evaluationsFile).catch((error: unknown) => {
      if (error instanceof StoreError && error.trouble === 'unreadable') throw error;
      return Buffer.alloc(0);
    });
    const text = read.toString('utf8');
    if (text === evaluationLines(evaluations)) return 'same';
    const lines = new Set(evaluations.map((one) => evaluationLines([one])));
    return parseEvaluations(text).evaluations.every((one) => lines.has(evaluationLines([one]))) ? 'damaged' : 'contradicts';
  }

  /** Writes the copy of a finished training's evaluations again. */
  async mendEvaluations({ evaluations }: TrainingRecord): Promise<void> {
    await writeAtomically(this.evaluationsFile, evaluationLines(evaluations));
  }

  async close(): Promise<void> {
    const { log } = this;
    this.log = null;
    await log?.close();
  }

  /** @throws StoreError where evaluations.jsonl cannot be written. */
  private async written<T>(action: Promise<T> | undefined): Promise<T | null> {
    try {
      return (await action) ?? null;
    } catch (error) {
      throw writeError(this.evaluationsFile, error);
    }
  }

  /** A damaged checkpoint is as good as none: the training starts anew and gives the same bits. */
  private async checkpoint(): Promise<SavedCheckpoint | null> {
    try {
      const saved = decodeCheckpoint(await readStoreFile(this.checkpointFile));
      return saved.spec === this.hash ? saved : null;
    } catch {
      return null;
    }
  }
}
