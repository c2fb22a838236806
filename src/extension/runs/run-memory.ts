import type * as vscode from 'vscode';
import type { RetrainChange } from '../../shared/specs/retrain.ts';

/** Enough to start a run again after the window has gone. */
export interface RememberedRun {
  readonly configUri: string;
  readonly retrain?: { readonly ticket: string; readonly change: RetrainChange };
}

const runsKey = 'winningTicket.activeRuns';
const aliveKey = 'winningTicket.aliveAt';
/** A window that comes back within this time has been reloaded, not closed. */
const reloadMilliseconds = 30_000;

/** Remembers in the workspace's state which runs are active; what is still there at the next activation was cut off. */
export class RunMemory {
  constructor(private readonly state: vscode.Memento) {}

  runs(): readonly RememberedRun[] {
    return this.state.get<readonly RememberedRun[]>(runsKey, []);
  }

  async add(run: RememberedRun): Promise<void> {
    await this.state.update(runsKey, [...this.without(run), run]);
    await this.alive();
  }

  async remove(run: RememberedRun): Promise<void> {
    await this.state.update(runsKey, this.without(run));
  }

  /** Called now and then during a run. */
  async alive(): Promise<void> {
    await this.state.update(aliveKey, Date.now());
  }

  wasReloaded(): boolean {
    return Date.now() - this.state.get(aliveKey, 0) < reloadMilliseconds;
  }

  private without(run: RememberedRun): readonly RememberedRun[] {
    const same = JSON.stringify(run);
    return this.runs().filter((other) => JSON.stringify(other) !== same);
  }
}
