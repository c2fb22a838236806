import type * as vscode from 'vscode';
import type { ContextKeys } from './context-keys.ts';
import type { Library } from './experiments/library.ts';
import type { Log } from './log.ts';
import type { Panels } from './panel/panels.ts';
import type { RunManager } from './runs/run-manager.ts';
import type { RunMemory } from './runs/run-memory.ts';
import type { Stores } from './experiments/stores.ts';

/** What the commands work with; put together in `extension.ts`. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly log: Log;
  readonly keys: ContextKeys;
  readonly stores: Stores;
  readonly memory: RunMemory;
  readonly runs: RunManager;
  readonly library: Library;
  readonly panels: Panels;
}
