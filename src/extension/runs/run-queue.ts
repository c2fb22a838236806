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

const pausedKey = 'winningTicket.pausedRuns';

export class RunQueue implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private waiting: readonly WaitingRun[] = [];
  private readonly paused = new Map<string, ExperimentRef>();
  /** Runs that have left the queue and are not at work yet. */
  private starting = 0;
  readonly onDidChange = this.changed.event;

  /** @param state Where the paused runs are kept for the next window: a store does not know those that had no record yet. */
  constructor(
    private readonly runs: Runs,
    private readonly state: vscode.Memento,
  ) {
    for (const ref of state.get<readonly ExperimentRef[]>(pausedKey, [])) this.paused.set(keyOf(ref), ref);
    runs.onDidEnd(() => void this.next());
  }

  /** Whether a run may begin at once. */
  get isFree(): boolean {
    return this.waiting.length === 0 && this.runs.all().length + this.starting < mostAtOnce();
  }

  /** Begins a run at once: until it is at work, or could not begin, its place is taken. */
  async begin<T>(start: () => Promise<T>): Promise<T> {
    this.starting += 1;
    try {
      return await start();
    } finally {
      this.starting -= 1;
      // One that could not begin leaves its place to the next.
      void this.next();
      this.changed.fire();
    }
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
  setPaused({ storeFolder, experiment }: ExperimentRef, paused: boolean): void {
    const ref = { storeFolder, experiment };
    if (this.isPaused(ref) === paused) return;
    if (paused) this.paused.set(keyOf(ref), ref);
    else this.paused.delete(keyOf(ref));
    void this.state.update(pausedKey, this.pausedRefs());
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async next(): Promise<void> {
    const [first, ...others] = this.waiting;
    if (!first || this.runs.all().length + this.starting >= mostAtOnce()) return;
    this.waiting = others;
    const begun = this.begin(first.start);
    this.changed.fire();
    await begun;
  }
}
