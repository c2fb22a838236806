import * as vscode from 'vscode';
import type { RunEnd, RunHandle } from '../../runs/client/start-run.ts';
import type { ExperimentDocument } from '../../shared/experiment.ts';
import type { RunOrder, RunProgress } from '../../shared/runner-protocol.ts';
import type { ExperimentRef } from '../experiment-ref.ts';
import type { Log } from '../log.ts';

/** A run of this window: what its runner process has said so far. */
export class ActiveRun {
  private readonly progressed = new vscode.EventEmitter<void>();
  private readonly documented = new vscode.EventEmitter<void>();
  readonly onDidProgress = this.progressed.event;
  /** A training has been finished. */
  readonly onDidChangeDocument = this.documented.event;
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
    handle.on('progress', (progress) => {
      this.progress = progress;
      this.progressed.fire();
    });
    handle.on('document', (document) => {
      this.document = document;
      this.documented.fire();
    });
    this.ended = this.end();
  }

  /** Resolves when the runner has saved its checkpoints and ended. */
  async cancel(): Promise<void> {
    await this.handle.cancel();
    await this.ended;
  }

  private async end(): Promise<RunEnd> {
    const end = await this.handle.ended;
    if (end.failure !== null) this.log.error(`${this.order.experiment}: ${end.failure}`);
    this.document = end.document ?? this.document;
    return end;
  }
}
