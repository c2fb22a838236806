/** Says how a run goes: progress at most four times a second, the document after a training, at most once a second. */
import type { ExperimentDocument, ExperimentState } from '../../shared/results/experiment.ts';
import type { Hash, TrainingRecord } from '../../shared/specs/training.ts';
import { experimentDocument } from '../library/document.ts';
import type { Pace } from '../threads/messages.ts';
import type { WorkEvents } from '../work/training-in-folder.ts';
import type { Journal } from './journal.ts';
import type { ProgressMeter } from './progress-meter.ts';
import type { RunContext, StopSwitch } from './run-context.ts';

/** An action that is asked for often and done seldom: never twice at once, and once more after the last request. */
export class Throttled {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private isRunning = false;
  private wanted = false;
  private last = -Infinity;
  private stopped = false;

  /** @param action Takes as long as it must, e.g. until a slow listener has taken what it sent; its failures are its own affair. */
  constructor(
    private readonly interval: number,
    private readonly action: () => Promise<void>,
  ) {}

  request(): void {
    this.wanted = true;
    if (this.stopped || this.isRunning || this.timer) return;
    const wait = Math.max(0, this.last + this.interval - performance.now());
    this.timer = setTimeout(() => this.run(), wait);
  }

  /** Nothing begins any more; resolves when what runs has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  private run(): void {
    this.timer = null;
    this.wanted = false;
    this.isRunning = true;
    this.last = performance.now();
    this.running = this.action()
      .catch(() => undefined)
      .then(() => this.rest());
  }

  private rest(): void {
    this.isRunning = false;
    if (this.wanted) this.request();
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export class RunReport implements WorkEvents {
  private readonly records = new Map<Hash, TrainingRecord>();
  private readonly progress = new Throttled(250, () => this.sayProgress());
  private readonly document = new Throttled(1000, () => this.sayDocument());

  constructor(
    private readonly context: RunContext,
    private readonly journal: Journal,
    private readonly meter: ProgressMeter,
    private readonly stop: StopSwitch,
  ) {
    this.progress.request();
    this.document.request();
  }

  onBegin(role: string, hash: Hash): void {
    // A retraining takes nobody's place in the plan.
    if (this.context.request.retrain) return;
    this.journal.addTraining(role, hash).catch((error: unknown) => this.onFatal(error));
  }

  onProgress(role: string, iteration: number, pace: Pace): void {
    this.meter.advance(role, iteration, pace);
    this.progress.request();
  }

  onFinish(role: string, hash: Hash, record: TrainingRecord): void {
    this.records.set(hash, record);
    this.meter.finish(role, record);
    this.progress.request();
    this.document.request();
  }

  onFailure(role: string, error: unknown): void {
    this.meter.drop(role);
    if (this.stop.reason === null) this.context.voice.emit('log', { level: 'error', text: `${role}: ${messageOf(error)}` });
  }

  onProblem(text: string): void {
    this.context.voice.emit('log', { level: 'warn', text });
  }

  onFatal(error: unknown): void {
    this.stop.stop({ failure: messageOf(error) });
  }

  /** Nothing is said any more. */
  async close(): Promise<void> {
    await Promise.all([this.progress.stop(), this.document.stop()]);
  }

  /** Finished trainings are read from the disk at most once. */
  documentNow(state: ExperimentState): Promise<ExperimentDocument> {
    return experimentDocument(this.journal.record, state, (hash) => this.read(hash), this.context.store.readEvaluation);
  }

  private async read(hash: Hash): Promise<TrainingRecord | null> {
    const known = this.records.get(hash) ?? (await this.context.store.readTraining(hash));
    if (known) this.records.set(hash, known);
    return known;
  }

  private async sayProgress(): Promise<void> {
    this.context.voice.emit('progress', this.meter.snapshot());
    await this.context.voice.delivered();
  }

  private async sayDocument(): Promise<void> {
    this.context.voice.emit('document', await this.documentNow('running'));
    await this.context.voice.delivered();
  }
}
