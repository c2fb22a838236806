import type { ExperimentDocument } from '../shared/results/experiment.ts';
import type { LibraryEntry } from './experiments/library.ts';
import type { ExperimentRef } from './experiments/experiment-ref.ts';
import type { Node } from './views/nodes.ts';
import type * as vscode from 'vscode';

/** What `activate` returns to other extensions and to our tests. Fields are only ever added within a version. */
export interface Api {
  readonly version: 1;
  /** Names of the finished tickets in every store of this window. */
  listTickets(): Promise<readonly string[]>;
  listExperiments(): Promise<readonly LibraryEntry[]>;
  document(ref: ExperimentRef): Promise<ExperimentDocument | null>;
  /** Resolves when the active run of an experiment, if there is one, has ended. */
  whenEnded(ref: ExperimentRef): Promise<string | null>;
  /** The tickets view. */
  readonly tickets: vscode.TreeDataProvider<Node>;
  readonly activationMilliseconds: number;
}
