import type * as vscode from 'vscode';
import type { Library } from './experiments/library.ts';
import type { Stores } from './experiments/stores.ts';
import type { Panels } from './panel/panels.ts';
import type { RunManager } from './runs/run-manager.ts';
import type { RunMemory } from './runs/run-memory.ts';
import type { RunQueue } from './runs/run-queue.ts';
import type { ListOptions } from './views/list-options.ts';
import type { ContextKeys, Log } from './window.ts';

/** What the commands work with; put together in `extension.ts`. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly log: Log;
  readonly keys: ContextKeys;
  readonly stores: Stores;
  readonly memory: RunMemory;
  readonly runs: RunManager;
  readonly queue: RunQueue;
  readonly library: Library;
  readonly panels: Panels;
  /** How the tickets view lists them. */
  readonly list: ListOptions;
  /** What is selected in the tickets view, for keys that are pressed there. */
  selection(): unknown;
}
