/** Every kind of run has a request, a store, a lock and a voice. */
import type { RunnerEvents, RunRequest } from '../../../shared/channel/runner-protocol.ts';
import type { Store } from '../../library/store.ts';
import type { Lock } from '../../lock/lock.ts';
import type { ExperimentFolder, KeptRetrainings } from '../../store/experiments/experiment-folder.ts';
import type { ExperimentRecord } from '../../store/experiments/experiment-record.ts';
import type { RunFiles } from '../../threads/run-files.ts';
import type { Words } from '../../../shared/text/told.ts';
import type { DatasetCache } from './dataset-cache.ts';

// Stops a run from outside: every thread within a step, and the run knows why.

/** 'cancelled' by the user; 'interrupted' where nobody listens any more: such a run may go on by itself later. */
type StopReason = 'cancelled' | 'interrupted' | { readonly failure: Words };

export class StopSwitch {
  readonly flag = new SharedArrayBuffer(4);
  private readonly controller = new AbortController();
  private readonly listeners: (() => void)[] = [];
  reason: StopReason | null = null;

  /** Aborted by the stop. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** The first reason counts. */
  stop(reason: StopReason): void {
    if (this.reason !== null) return;
    this.reason = reason;
    Atomics.store(new Int32Array(this.flag), 0, 1);
    this.controller.abort();
    for (const listener of this.listeners) listener();
  }

  /** Called at once where it is stopped already. */
  onStop(listener: () => void): void {
    if (this.reason === null) this.listeners.push(listener);
    else listener();
  }
}

export interface RunVoice {
  emit<E extends keyof RunnerEvents>(event: E, payload: RunnerEvents[E]): void;
  /** Resolves when what was emitted has been taken: a busy host gets fewer events, not a queue of them. */
  delivered(): Promise<void>;
}

export interface RunContext {
  readonly request: RunRequest;
  readonly files: RunFiles;
  readonly datasets: DatasetCache;
  readonly store: Store;
  readonly folder: ExperimentFolder;
  readonly lock: Lock;
  /** The record that an earlier run left; null where there was none. */
  readonly earlier: ExperimentRecord | null;
  /** Retrainings of an earlier record that is damaged. */
  readonly salvaged: KeptRetrainings | null;
  readonly voice: RunVoice;
}
