/** One training in a thread, with its evaluations and checkpoints kept in its folder. */
import type { TrainOutcome } from '../../engine/engine.ts';
import { WorkCancelled } from '../../lottery/work.ts';
import type { ActiveJob } from '../../shared/results/progress.ts';
import type { Hash, TrainingRecord, TrainSpec } from '../../shared/specs/training.ts';
import type { ResumePoint, TrainingFolder } from '../store/work/training-folder.ts';
import type { Pace, TrainingRequest } from '../threads/messages.ts';
import type { ThreadListener, ThreadOutcome, TrainingThread } from '../threads/thread-handle.ts';
import { ToldError, type Words } from '../../shared/text/told.ts';

/** Events of trainings, for the run to report and to write down. */
export interface WorkEvents {
  /** The training's spec is known. */
  onBegin(role: string, hash: Hash, spec: TrainSpec): void;
  /** A part of the training is requested; nothing else is said of it but its progress. @param segment From 1. */
  onSegment(role: string, segment: number, hash: Hash): void;
  /** A thread has reached this iteration. */
  onProgress(role: string, iteration: number, pace: Pace): void;
  /** A cluster has taken it. */
  onJob(role: string, job: ActiveJob): void;
  /** It is finished, trained now or found in the store. */
  onFinish(role: string, hash: Hash, record: TrainingRecord): void;
  /** It diverged, was stopped, or could not be carried out. */
  onFailure(role: string, error: unknown): void;
  onProblem(text: string): void;
  /** Nothing can be written any more: there is no use in going on. */
  onFatal(error: unknown): void;
}

/** `device`: the graphics card that has trained it. */
export type Finished = Extract<TrainOutcome, { kind: 'finished' }> & { readonly seconds: number; readonly device?: string };

/** Writes in the order of the messages; the first failure is thrown by `done`. */
class Writes {
  private last: Promise<void> = Promise.resolve();
  private checkpoints = 0;

  /** @param onFailure Told at once: hours of training may lie before `done`. */
  constructor(private readonly onFailure: (error: unknown) => void) {}

  add(write: () => Promise<void>): void {
    this.last = this.last.then(write);
    this.last.catch(this.onFailure);
  }

  /** Left out while another one waits: a slow disk must not fill the memory. */
  addCheckpoint(write: () => Promise<void>): void {
    if (this.checkpoints > 0) return;
    this.checkpoints++;
    this.add(async () => {
      await write();
      this.checkpoints--;
    });
  }

  done(): Promise<void> {
    return this.last;
  }
}

/** A training whose loss is not finite any more. */
export class TrainingDiverged extends ToldError {
  override readonly name = 'TrainingDiverged';

  constructor(
    reason: Words,
    readonly iteration: number,
  ) {
    super(reason);
  }
}

/** @throws WorkCancelled for a training that was stopped, TrainingDiverged with the reason for one that diverged. */
export function finishedOrThrow({ outcome, ...how }: ThreadOutcome): Finished {
  if (outcome.kind === 'stopped') throw new WorkCancelled('The run was cancelled.');
  if (outcome.kind === 'diverged') throw new TrainingDiverged(outcome.reason, outcome.iteration);
  return { ...outcome, ...how };
}

interface TrainingListener {
  readonly onProgress: (iteration: number, pace: Pace) => void;
  /** Evaluations and checkpoints cannot be written any more; the training goes on until it is stopped. */
  readonly onWriteFailure: (error: unknown) => void;
}

function listen(folder: TrainingFolder, writes: Writes, before: number, { onProgress }: TrainingListener): ThreadListener {
  return {
    onEvaluation: (evaluation) => writes.add(() => folder.addEvaluation(evaluation)),
    onProgress,
    onCheckpoint: (checkpoint, seconds) => writes.addCheckpoint(() => folder.saveCheckpoint(checkpoint, before + seconds)),
  };
}

async function trainFrom(
  start: ResumePoint | null,
  thread: TrainingThread,
  folder: TrainingFolder,
  request: Omit<TrainingRequest, 'resumeFrom'>,
  listener: TrainingListener,
): Promise<Finished> {
  const writes = new Writes(listener.onWriteFailure);
  const before = start?.seconds ?? 0;
  const { outcome, seconds, ...how } = await thread.train(
    { ...request, resumeFrom: start?.checkpoint ?? null },
    listen(folder, writes, before, listener),
  );
  if (outcome.kind === 'stopped') writes.add(() => folder.saveCheckpoint(outcome.checkpoint, before + seconds));
  await writes.done();
  return finishedOrThrow({ outcome, seconds: before + seconds, ...how });
}

/** Goes on from the folder's checkpoint where there is one; leaves one behind where it is stopped. */
export async function trainInFolder(
  thread: TrainingThread,
  folder: TrainingFolder,
  request: Omit<TrainingRequest, 'resumeFrom'>,
  listener: TrainingListener,
): Promise<Finished> {
  try {
    return await trainFrom(await folder.begin(), thread, folder, request, listener);
  } finally {
    await folder.close();
  }
}
