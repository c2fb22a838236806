import * as vscode from 'vscode';
import type { RunHandle } from '../../runs/client/start-run.ts';
import type { ExperimentDocument, ExperimentState } from '../../shared/experiment.ts';
import type { RunOrder, RunProgress } from '../../shared/runner-protocol.ts';
import type { ExperimentRef } from '../experiment-ref.ts';
import { messageOf } from '../log.ts';
import type { Log } from '../log.ts';

export interface RunEnd {
  readonly state: ExperimentState;
  readonly failure: string | null;
}

/** A run of this window: what its runner process has said so far. */
export class ActiveRun {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  readonly ref: ExperimentRef;
  readonly ended: Promise<RunEnd>;
  progress: RunProgress | null = null;
  document: ExperimentDocument | null = null;

  constructor(
    readonly order: RunOrder,
    private readonly handle: RunHandle,
    private readonly log: Log,
  ) {
    this.ref = { storeFolder: order.storeFolder, experiment: order.experiment };
    handle.on('log', ({ level, text }) => log[level](`${order.experiment}: ${text}`));
    handle.on('progress', (progress) => this.report({ progress }));
    handle.on('document', (document) => this.report({ document }));
    this.ended = this.end();
  }

  /** Resolves when the runner has saved its checkpoints and ended. */
  async cancel(): Promise<void> {
    await this.handle.cancel();
    await this.ended;
  }

  private async end(): Promise<RunEnd> {
    const { state, failure, document } = await this.handle.ended.catch((error: unknown) => ({ state: 'failed' as const, failure: messageOf(error), document: null }));
    if (failure !== null) this.log.error(`${this.order.experiment}: ${failure}`);
    if (document) this.document = document;
    return { state, failure };
  }

  private report(news: { progress?: RunProgress; document?: ExperimentDocument }): void {
    this.progress = news.progress ?? this.progress;
    this.document = news.document ?? this.document;
    this.changed.fire();
  }
}
