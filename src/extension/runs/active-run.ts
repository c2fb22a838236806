import * as vscode from 'vscode';
import type { RunEnd, RunHandle } from '../../runs/client/start-run.ts';
import type { RunRequest } from '../../shared/channel/runner-protocol.ts';
import type { ReplacedSettings } from '../../shared/results/earlier-run.ts';
import type { ExperimentDocument } from '../../shared/results/experiment.ts';
import { type MeasuredDevice, measuringWords, progressWords, type RunProgress } from '../../shared/results/progress.ts';
import { type ExperimentRef, keyOf } from '../experiments/experiment-ref.ts';
import type { Log } from '../window.ts';

/** A run of this window: what its runner process has said so far. */
export class ActiveRun {
  private readonly progressed = new vscode.EventEmitter<void>();
  private readonly documented = new vscode.EventEmitter<ExperimentRef>();
  private readonly replaced = new vscode.EventEmitter<ReplacedSettings>();
  readonly onDidProgress = this.progressed.event;
  /** A training has been finished. */
  readonly onDidChangeDocument = this.documented.event;
  /** It has begun with other settings than those of the results that were there. */
  readonly onDidReplace = this.replaced.event;
  /** Every experiment that it carries out: one, or the members of a sweep. */
  readonly refs: readonly ExperimentRef[];
  /** The first of them. */
  readonly ref: ExperimentRef;
  private readonly documents = new Map<string, ExperimentDocument>();
  readonly ended: Promise<RunEnd>;
  progress: RunProgress | null = null;
  /** Until there is progress. */
  measuring: MeasuredDevice | null = null;

  constructor(
    readonly request: RunRequest,
    private readonly handle: RunHandle,
    private readonly log: Log,
  ) {
    const { storeFolder, members = [] } = request;
    const own = { storeFolder, experiment: request.experiment };
    this.refs = members.length > 0 ? members.map(({ experiment }) => ({ storeFolder, experiment })) : [own];
    this.ref = this.refs[0] ?? own;
    handle.on('log', ({ level, text }) => log[level](`${request.experiment}: ${text}`));
    handle.on('replaced', (settings) => this.replaced.fire(settings));
    handle.on('measuring', (card) => {
      this.measuring = card;
      this.progressed.fire();
    });
    handle.on('progress', (progress) => {
      this.measuring = null;
      this.progress = progress;
      this.progressed.fire();
    });
    handle.on('document', (document) => {
      this.documents.set(document.experiment, document);
      this.documented.fire({ storeFolder, experiment: document.experiment });
    });
    this.ended = this.end();
  }

  /** The newest document of one of its experiments. */
  documentOf({ experiment }: ExperimentRef): ExperimentDocument | null {
    return this.documents.get(experiment) ?? null;
  }

  covers(ref: ExperimentRef): boolean {
    return this.refs.some((one) => keyOf(one) === keyOf(ref));
  }

  /** Resolves when the runner has saved its checkpoints and ended. */
  async cancel(): Promise<void> {
    await this.handle.cancel();
    await this.ended;
  }

  private async end(): Promise<RunEnd> {
    const end = await this.handle.ended;
    if (end.failure !== null) this.log.error(`${this.request.experiment}: ${end.failure}`);
    if (end.document) this.documents.set(end.document.experiment, end.document);
    return end;
  }
}

/** What it does now, in whole words; null before it has said anything. */
export function nowWords({ progress, measuring }: ActiveRun): string | null {
  if (progress) return progressWords(progress);
  return measuring && measuringWords(measuring);
}
