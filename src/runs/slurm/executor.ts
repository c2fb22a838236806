/** Trainings as jobs of a Slurm cluster: submitted as arrays, watched, submitted again where they were lost. The science and its order stay in this process. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Trained, WorkCancelled } from '../../lottery/work.ts';
import type { SlurmOptions } from '../../shared/config/executor/executor-options.ts';
import { maskToBytes, weightsToBytes } from '../../shared/tensors/safetensors.ts';
import { ownWords } from '../../shared/text/own-words.ts';
import { optimizerStateToBytes } from '../store/work/tensor-store.ts';
import { writeAtomically } from '../store/files/write-atomically.ts';
import { compareUrgency } from '../threads/thread-pool.ts';
import type { StoredRequest } from '../work/stored-request.ts';
import type { ExecutorOrder, TrainingExecutor } from '../work/training-executor.ts';
import { expectedSeconds, Slowness } from './batches.ts';
import { cancelJobs } from './commands.ts';
import { askEvery, JobBook, type JobContext } from './job-book.ts';
import { jobScript } from './job-script.ts';
import { Pending, type Task } from './pending.ts';
import { runFolderOf, runFolders, type SlurmRunFolder } from './run-folder.ts';
import { judge, mayBeSubmitted, type Verdict } from './verdict.ts';
import { inEnglishWords, tell, ToldError } from '../../shared/text/told.ts';

export interface ExecutorContext extends JobContext {
  readonly options: SlurmOptions;
}

/** Without having come further: then something is wrong that trying does not mend. A busy cluster may end a task more often. */
const mostAttempts = { own: 4, outside: 8 };
/** Milliseconds. */
const firstPause = askEvery / 10;
/** After so many attempts. */
const pauses = [1, 4, 16, 64];
const longestPause = 64;
const lookEvery = Math.min(1_000, askEvery);
/** The host waits 20 s for the end of a cancelled run. */
const savingTakes = 12_000;

export class SlurmExecutor implements TrainingExecutor {
  private readonly name = `winning-ticket-${randomUUID().slice(0, 13)}`;
  private readonly run: SlurmRunFolder;
  private readonly book: JobBook;
  private readonly slowness = new Slowness();
  private ready: Pending[] = [];
  private readonly stopped = new AbortController();
  private looking: Promise<void> | null = null;
  private closing: Promise<void> | null = null;

  constructor(private readonly context: ExecutorContext) {
    this.run = runFolderOf(context.store.folder, this.name);
    this.book = new JobBook(this.name, this.run, context);
  }

  /** Removes what runs of this experiment have left behind that were cut off; its lock says that none of them lives. */
  async prepare(): Promise<void> {
    const { store, experiment, options } = this.context;
    for (const folder of await runFolders(store.folder)) {
      const owner = await folder.owner();
      if (owner?.experiment !== experiment) continue;
      await cancelJobs(owner.name);
      await folder.remove();
    }
    await this.run.prepare();
    await this.run.writeOwner(experiment, this.name);
    await writeAtomically(this.run.scriptFile, jobScript);
    if (options.setup !== undefined) await writeAtomically(this.run.setupFile, `${options.setup}\n`);
    this.looking = this.watch();
  }

  /** Trainings that are carried out at this moment. */
  get running(): number {
    return this.book.running;
  }

  /** Mean seconds that tasks have waited in the queue; 0 before the first has begun. */
  get queueSeconds(): number {
    return this.book.queueSeconds;
  }

  /** @throws WorkCancelled, TrainingDiverged, or an Error with the job's id and log. */
  async train(order: ExecutorOrder): Promise<Trained> {
    await this.keepInputs(order);
    return new Promise((resolve, reject) => {
      if (this.stopped.signal.aborted) return reject(new WorkCancelled('The run was cancelled.'));
      const seconds = expectedSeconds(order.request, this.context.loaded);
      this.ready.push(new Pending(order, seconds, { resolve, reject }));
    });
  }

  /** Cancels what it has submitted, and nothing else, and gives it time to save. */
  close(): Promise<void> {
    this.closing ??= this.closeNow();
    return this.closing;
  }

  private async closeNow(): Promise<void> {
    this.stopped.abort();
    // A submission that is on its way is waited for, and cancelled too.
    await this.looking;
    if (this.book.hasSubmitted) await cancelJobs(this.name).catch((error: unknown) => this.context.say('info', ownWords(error)));
    await this.book.untilAllEnded(savingTakes);
    for (const pending of [...this.ready, ...this.book.trainings]) pending.reject(new WorkCancelled('The run was cancelled.'));
    await this.run.remove();
  }

  private async keepInputs({ request, keepWeights }: ExecutorOrder): Promise<void> {
    const { weights, mask, optimizerState, hash, role, spec } = request;
    await this.run.tensors.put(weightsToBytes(weights));
    if (mask) await this.run.tensors.put(maskToBytes(mask));
    if (optimizerState) await this.run.tensors.put(optimizerStateToBytes(optimizerState));
    await this.run.writeTraining(hash, { role, spec, keepWeights: keepWeights() });
  }

  private async watch(): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      try {
        await this.look();
      } catch (error) {
        this.context.say('warn', ownWords(error));
      }
      await sleep(lookEvery, undefined, { signal }).catch(() => undefined);
    }
  }

  private async look(): Promise<void> {
    await this.book.update();
    for (const task of this.book.begun) await this.lookAt(task);
    this.ready = this.ready.filter((one) => !one.isOver && one.task === null);
    await this.submit();
  }

  private async lookAt(task: Task): Promise<void> {
    const progress = await this.run.progress(task.job, task.index);
    for (const pending of task.trainings.filter((one) => !one.isOver && one.task === task)) {
      const now = progress[pending.hash];
      if (now) pending.order.onProgress(now.iteration, { iterations: now.iterations, seconds: now.seconds });
      await this.settle(pending, task, await judge(pending, task, this.run, this.context.store));
      if (pending.isOver && now) this.slowness.add(pending.seconds, now.seconds);
    }
    this.book.forgetIfOver(task);
  }

  private async settle(pending: Pending, task: Task, verdict: Verdict): Promise<void> {
    if (verdict === 'over' || verdict === 'wait') return;
    const { hash } = pending;
    const { store, say } = this.context;
    const reached = await store.training(hash).savedIteration();
    pending.attempts = reached > pending.reached ? 0 : pending.attempts + 1;
    pending.reached = reached;
    pending.task = null;
    if (verdict.node !== undefined) this.book.exclude(verdict.node);
    const { role } = pending.order.request;
    const words = tell('Slurm job {0} {1}', task.id, verdict.again);
    const most = verdict.isOutside ? mostAttempts.outside : mostAttempts.own;
    if (pending.attempts >= most) {
      return pending.reject(
        new ToldError(tell('{0}. It was tried {1} times; its log is {2}', words, pending.attempts, await this.keptLog(task))),
      );
    }
    say('info', `${role}: ${inEnglishWords(words)}; it is submitted again, and goes on from iteration ${String(reached)}.`);
    pending.notBefore = performance.now() + firstPause * (pauses[pending.attempts] ?? longestPause);
    this.ready.push(pending);
  }

  /** The folder of the run goes with the run; the log of a failure stays. */
  private keptLog(task: Task): Promise<string> {
    return this.run.keepLog(task.job, task.index, this.context.store.experiment(this.context.experiment).folder);
  }

  private async submit(): Promise<void> {
    const { store, options } = this.context;
    const may = await Promise.all(this.ready.map((pending) => mayBeSubmitted(pending, store)));
    const due = this.ready.filter((pending, at) => may[at] && !pending.isOver);
    due.sort((a, b) => compareUrgency(a.order.request.place, b.order.request.place));
    if (due.length === 0) return;
    for (const { order, hash } of due) await this.refreshInput(hash, order.request, order.keepWeights());
    await this.book.submit(due, ({ seconds }) => seconds * this.slowness.factor, options);
  }

  private async refreshInput(hash: string, { role, spec }: StoredRequest, keepWeights: boolean): Promise<void> {
    await this.run.forgetOutcome(hash);
    await this.run.writeTraining(hash, { role, spec, keepWeights });
  }
}
