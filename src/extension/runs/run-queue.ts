/** Runs that wait for others to end, and runs that were paused. */
import * as vscode from 'vscode';
import { type ExperimentRef, keyOf } from '../experiments/experiment-ref.ts';

/** A run that would begin now if others were not at work. */
interface WaitingRun {
  readonly refs: readonly ExperimentRef[];
  /** Begins it. */
  readonly start: () => Promise<unknown>;
}

/** How many runs are at work at once; one uses every core already. */
const mostAtOnce = (): number => vscode.workspace.getConfiguration('winningTicket').get<number>('runsAtOnce', 1);

interface Runs {
  readonly onDidEnd: vscode.Event<unknown>;
  all(): readonly unknown[];
}

export class RunQueue implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private waiting: readonly WaitingRun[] = [];
  private readonly paused = new Map<string, ExperimentRef>();
  /** Runs that have left the queue and are not at work yet. */
  private starting = 0;
  readonly onDidChange = this.changed.event;

  constructor(private readonly runs: Runs) {
    runs.onDidEnd(() => void this.next());
  }

  /** Whether a run may begin at once. */
  get isFree(): boolean {
    return this.waiting.length === 0 && this.runs.all().length + this.starting < mostAtOnce();
  }

  /** Behind all others; once, however often it is asked for. */
  add(run: WaitingRun): void {
    if (run.refs.some((ref) => this.has(ref))) return;
    this.waiting = [...this.waiting, run];
    this.changed.fire();
  }

  has(ref: ExperimentRef): boolean {
    return this.waiting.some(({ refs }) => refs.some((one) => keyOf(one) === keyOf(ref)));
  }

  refs(): readonly ExperimentRef[] {
    return this.waiting.flatMap(({ refs }) => refs);
  }

  /** @returns whether it was waiting. */
  remove(ref: ExperimentRef): boolean {
    const waited = this.has(ref);
    this.waiting = this.waiting.filter(({ refs }) => !refs.some((one) => keyOf(one) === keyOf(ref)));
    if (waited) this.changed.fire();
    return waited;
  }

  isPaused(ref: ExperimentRef): boolean {
    return this.paused.has(keyOf(ref));
  }

  pausedRefs(): readonly ExperimentRef[] {
    return [...this.paused.values()];
  }

  /** A paused run is one that its user means to go on with. */
  setPaused(ref: ExperimentRef, paused: boolean): void {
    if (paused) this.paused.set(keyOf(ref), ref);
    else this.paused.delete(keyOf(ref));
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async next(): Promise<void> {
    const [first, ...others] = this.waiting;
    if (!first || this.runs.all().length + this.starting >= mostAtOnce()) return;
    this.waiting = others;
    this.starting += 1;
    this.changed.fire();
    try {
      await first.start();
    } finally {
      this.starting -= 1;
    }
    // One that could not begin leaves its place to the next.
    await this.next();
  }
}
