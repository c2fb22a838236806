import * as vscode from 'vscode';
import type { RunEnd } from '../../runs/client/start-run.ts';
import type { RunRequest } from '../../shared/channel/runner-protocol.ts';
import type { RunProgress } from '../../shared/results/progress.ts';
import { type ExperimentRef, keyOf } from '../experiments/experiment-ref.ts';
import type { Log } from '../window.ts';
import { ActiveRun } from './active-run.ts';
import type { RememberedRun, RunMemory } from './run-memory.ts';
import { failureWords } from '../../shared/text/told.ts';

const aliveMilliseconds = 10_000;

function refsOf({ storeFolder, experiment, members }: RunRequest): readonly ExperimentRef[] {
  return [{ experiment }, ...(members ?? [])].map((one) => ({ storeFolder, experiment: one.experiment }));
}

/** Starts runner processes, at most one for each experiment, and says what they say. */
export class RunManager implements vscode.Disposable {
  private readonly runs = new Map<string, ActiveRun>();
  private readonly failures = new Map<string, { readonly ref: ExperimentRef; readonly failure: string }>();
  private readonly changed = new vscode.EventEmitter<ActiveRun>();
  private readonly stopped = new vscode.EventEmitter<ActiveRun>();
  private readonly heartbeat = setInterval(() => this.beat(), aliveMilliseconds).unref();
  private readonly progressed = new vscode.EventEmitter<ActiveRun>();
  /** A run has begun, finished a training or ended. */
  readonly onDidChange = this.changed.event;
  readonly onDidProgress = this.progressed.event;
  readonly onDidEnd = this.stopped.event;

  constructor(
    private readonly runnerFile: string,
    private readonly memory: RunMemory,
    private readonly log: Log,
    private readonly tensorFlowFolder: string,
  ) {}

  get(ref: ExperimentRef): ActiveRun | undefined {
    return this.runs.get(keyOf(ref)) ?? this.all().find((run) => run.covers(ref));
  }

  progress(ref: ExperimentRef): RunProgress | null {
    return this.get(ref)?.progress ?? null;
  }

  all(): readonly ActiveRun[] {
    return [...this.runs.values()];
  }

  /** The run that carries out the requested experiment or one of its members already. */
  activeFor(request: RunRequest): ActiveRun | undefined {
    return refsOf(request).flatMap((ref) => this.get(ref) ?? [])[0];
  }

  /**
   * The run of the requested experiment, or of one of its members: a new one, or the one that is active already.
   * @param remembered How it is started again after the window has gone; null where it is not.
   */
  async start(request: RunRequest, remembered: RememberedRun | null): Promise<{ readonly run: ActiveRun; readonly isNew: boolean }> {
    const { startRun } = await import('../../runs/client/start-run.ts');
    const active = this.activeFor(request);
    if (active) return { run: active, isNew: false };
    const run = new ActiveRun(
      request,
      startRun({ runnerFile: this.runnerFile, request: { ...request, tensorFlowFolder: this.tensorFlowFolder } }),
      this.log,
    );
    this.runs.set(keyOf(run.ref), run);
    this.failures.delete(keyOf(run.ref));
    run.onDidProgress(() => this.progressed.fire(run));
    run.onDidChangeDocument(() => this.changed.fire(run));
    this.changed.fire(run);
    // First of all who wait for the end: none of them finds the run still active.
    void run.ended.then((end) => this.end(run, end));
    // A run that outlives the window is not cut off by its end.
    if (remembered && !request.detached) void this.remember(run, remembered);
    return { run, isNew: true };
  }

  /** Lets the runners go on until they see that this process is gone; they save their work by themselves. */
  dispose(): void {
    clearInterval(this.heartbeat);
    this.changed.dispose();
    this.progressed.dispose();
    this.stopped.dispose();
  }

  /** Why the last run of an experiment in this window failed; null where it did not, or has been run again. */
  failureOf(ref: ExperimentRef): string | null {
    return this.failures.get(keyOf(ref))?.failure ?? null;
  }

  /** The user has seen it. */
  forgetFailure(ref: ExperimentRef): void {
    this.failures.delete(keyOf(ref));
  }

  /** Experiments whose last run failed. */
  failed(): readonly ExperimentRef[] {
    return [...this.failures.values()].map(({ ref }) => ref);
  }

  private end(run: ActiveRun, end: RunEnd): void {
    const failure = failureWords(end);
    this.runs.delete(keyOf(run.ref));
    if (end.state === 'failed' && failure !== null) this.failures.set(keyOf(run.ref), { ref: run.ref, failure });
    this.stopped.fire(run);
    this.changed.fire(run);
  }

  /** A window that goes before the run has ended leaves it remembered. */
  private async remember(run: ActiveRun, remembered: RememberedRun): Promise<void> {
    await this.memory.add(remembered);
    await run.ended;
    await this.memory.remove(remembered);
  }

  private beat(): void {
    if (this.runs.size > 0) void this.memory.alive();
  }
}
