/** What every kind of run has: its order, its store, its lock, its voice. */
import type { RunnerEvents, RunOrder } from '../../shared/channel/runner-protocol.ts';
import type { Lock } from '../lock/lock.ts';
import type { RunFiles } from './run-files.ts';
import type { ExperimentFolder } from '../store/experiment-folder.ts';
import type { ExperimentRecord } from '../store/experiment-record.ts';
import type { Store } from '../library/store.ts';

export interface RunVoice {
  emit<E extends keyof RunnerEvents>(event: E, payload: RunnerEvents[E]): void;
  /** Resolves when what was emitted has been taken: a busy host gets fewer events, not a queue of them. */
  delivered(): Promise<void>;
}

export interface RunContext {
  readonly order: RunOrder;
  readonly files: RunFiles;
  readonly store: Store;
  readonly folder: ExperimentFolder;
  readonly lock: Lock;
  /** What an earlier run left. */
  readonly earlier: ExperimentRecord | null;
  readonly voice: RunVoice;
}
