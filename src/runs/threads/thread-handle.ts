/** The pool's end of one worker thread. */
import { Worker } from 'node:worker_threads';
import type { EngineCheckpoint, TrainOutcome } from '../../engine/engine.ts';
import type { MeanEvaluation } from '../../shared/specs/evaluate-work.ts';
import type { Evaluation } from '../../shared/specs/training.ts';
import type { Weights } from '../../shared/tensors/tensors.ts';
import { foreignWords, toldOf } from '../../shared/text/own-words.ts';
import { isWords, tell, tellSentence, ToldError, type Words } from '../../shared/text/told.ts';
import type {
  BackendAnswer,
  BackendRequest,
  EvaluationRequest,
  FromThread,
  GradientRequest,
  Pace,
  PaceRequest,
  ThreadData,
  ToThread,
  TrainingRequest,
} from './messages.ts';

export interface ThreadListener {
  onEvaluation(evaluation: Evaluation): void;
  onProgress(iteration: number, pace: Pace): void;
  /** `seconds` are those of this thread. */
  onCheckpoint(checkpoint: EngineCheckpoint, seconds: number): void;
}

export interface ThreadOutcome {
  readonly outcome: TrainOutcome;
  readonly seconds: number;
  /** The graphics card that has computed it. */
  readonly device?: string;
}

interface Job {
  readonly listener: ThreadListener | null;
  readonly resolve: (last: FromThread) => void;
  readonly reject: (error: Error) => void;
}

/** Each of these answers a piece of work. */
const lastKinds: ReadonlySet<unknown> = new Set<FromThread['kind']>(['outcome', 'evaluated', 'gradients', 'backend', 'paced']);

const noMessage = tell('it sent a message that is none');

export class TrainingThread {
  private readonly worker: Worker;
  private job: Job | null = null;
  /** Not to be used any more. */
  broken = false;

  /** @param code The bundle's text, read at the start of the run: an update of the program cannot pull it away. */
  constructor(code: string, data: ThreadData) {
    this.worker = new Worker(code, { eval: true, workerData: data, stdout: false });
    this.worker.on('message', (message: FromThread) => this.receiveChecked(message));
    this.worker.on('messageerror', (error: Error) => this.fail(toldOf(error), foreignWords(error)));
    this.worker.on('error', (error: Error) => this.fail(toldOf(error), foreignWords(error)));
    this.worker.on('exit', (code) => this.fail(tell('it ended with exit code {0}', code)));
  }

  /** One piece of work at a time. @throws Error where the thread breaks down; it is then `broken`. */
  async train(request: TrainingRequest, listener: ThreadListener): Promise<ThreadOutcome> {
    const last = await this.ask({ kind: 'train', request }, listener);
    if (last.kind !== 'outcome') throw new Error(`The training thread answered "${last.kind}" to a training.`);
    return { outcome: last.outcome, seconds: last.seconds, ...(last.device !== undefined && { device: last.device }) };
  }

  /** One piece of work at a time. @throws Error where the thread breaks down; it is then `broken`. */
  async evaluate(request: EvaluationRequest): Promise<readonly MeanEvaluation[]> {
    const last = await this.ask({ kind: 'evaluate', request }, null);
    if (last.kind !== 'evaluated') throw new Error(`The training thread answered "${last.kind}" to an evaluation.`);
    return last.results;
  }

  /** One piece of work at a time. @throws Error where the thread breaks down; it is then `broken`. */
  async gradients(request: GradientRequest): Promise<Weights> {
    const last = await this.ask({ kind: 'gradients', request }, null);
    if (last.kind !== 'gradients') throw new Error(`The training thread answered "${last.kind}" to a gradient.`);
    return last.gradients;
  }

  /** Seconds of so many steps. One piece of work at a time. @throws Error where the thread breaks down; it is then `broken`. */
  async pace(request: PaceRequest): Promise<number> {
    const last = await this.ask({ kind: 'pace', request }, null);
    if (last.kind !== 'paced') throw new Error(`The training thread answered "${last.kind}" to a question about its pace.`);
    return last.seconds;
  }

  /** One piece of work at a time. @throws Error where the thread breaks down; it is then `broken`. */
  async chooseBackend(request: BackendRequest): Promise<BackendAnswer> {
    const last = await this.ask({ kind: 'choose-backend', request }, null);
    if (last.kind !== 'backend') throw new Error(`The training thread answered "${last.kind}" to a question about backends.`);
    return last.answer;
  }

  /** Trainings end with a checkpoint by themselves; other work has nothing to save, and may take long. */
  async terminateUnlessTraining(): Promise<void> {
    if (this.job !== null && this.job.listener === null) await this.terminate();
  }

  async terminate(): Promise<void> {
    this.broken = true;
    await this.worker.terminate();
  }

  private ask(message: ToThread, listener: ThreadListener | null): Promise<FromThread> {
    return new Promise((resolve, reject) => {
      this.job = { listener, resolve, reject };
      if (this.broken) this.fail(tell('it had ended before'));
      else this.worker.postMessage(message);
    });
  }

  /** A thread whose memory is damaged may send anything; it must not take the process with it. */
  private receiveChecked(message: FromThread): void {
    try {
      this.receive(message);
    } catch (error) {
      this.fail(noMessage, foreignWords(error));
    }
  }

  private receive(message: FromThread): void {
    const listener = this.job?.listener;
    if (message.kind === 'evaluation') listener?.onEvaluation(message.evaluation);
    else if (message.kind === 'progress') listener?.onProgress(message.iteration, message.pace);
    else if (message.kind === 'checkpoint') listener?.onCheckpoint(message.checkpoint, message.seconds);
    else if (message.kind === 'error') this.fail(isWords(message.told) ? message.told : noMessage, message.detail);
    else if (lastKinds.has(message.kind)) this.settle(message);
    else this.fail(tell('it sent a message of no kind that is known'));
  }

  private settle(last: FromThread): void {
    const { job } = this;
    this.job = null;
    job?.resolve(last);
  }

  /** A failure may have left the kernels' memory in any state, so the thread is given up. */
  private fail(reason: Words, detail: string | null = null): void {
    const { job } = this;
    this.broken = true;
    this.job = null;
    const told = tell('The training thread broke down: {0} Running again goes on from its last checkpoint.', tellSentence(reason));
    job?.reject(new ToldError(told, { cause: detail ?? undefined }));
  }
}
