/** Reports how a run goes: progress at most four times a second, the document after a training, at most once a second. */
import { Throttle } from '../../../shared/channel/throttle.ts';
import { briefFacts, type TrainingFacts } from '../../../lottery/results/training-summary.ts';
import type { ExperimentDocument, ExperimentState } from '../../../shared/results/experiment.ts';
import type { ActiveJob } from '../../../shared/results/progress.ts';
import type { EvaluationRecord } from '../../../shared/specs/evaluate-work.ts';
import type { Hash, TrainingRecord, TrainSpec } from '../../../shared/specs/training.ts';
import { ownWords, toldOf } from '../../../shared/text/own-words.ts';
import { experimentDocument } from '../../library/document.ts';
import { writeProgress } from '../../lock/live-progress.ts';
import type { Pace } from '../../threads/messages.ts';
import { TrainingDiverged, type WorkEvents } from '../../work/training-in-folder.ts';
import type { Journal } from './journal.ts';
import type { ProgressMeter } from './progress-meter.ts';
import type { RunContext, StopSwitch } from '../opening/run-context.ts';

export class RunReport implements WorkEvents {
  /** Of thousands of trainings: no whole records. */
  private readonly facts = new Map<Hash, TrainingFacts>();
  private readonly evaluations = new Map<Hash, Pick<EvaluationRecord, 'results'>>();
  /** Resolves when the meter knows what earlier runs have left in the store. */
  private readonly counted: Promise<void>;
  private readonly progress = new Throttle(250, () => this.emitProgress());
  /** For other windows and terminals. */
  private readonly published = new Throttle(1000, () => this.publishProgress());
  private readonly document = new Throttle(1000, () => this.emitDocument());

  constructor(
    private readonly context: RunContext,
    private readonly journal: Journal,
    private readonly meter: ProgressMeter,
    private readonly stop: StopSwitch,
  ) {
    // A damaged file is reported where it is needed.
    this.counted = this.countStored().catch(() => undefined);
    this.progress.request();
    this.document.request();
  }

  onBegin(role: string, hash: Hash, spec: TrainSpec): void {
    this.meter.begin(role, spec);
    // A retraining takes nobody's place in the plan.
    if (this.context.request.retrain) return;
    this.journal.addTraining(role, hash).catch((error: unknown) => this.onFatal(error));
  }

  onSegment(role: string, segment: number, hash: Hash): void {
    if (this.context.request.retrain) return;
    this.journal.addSegment(role, segment, hash).catch((error: unknown) => this.onFatal(error));
  }

  onProgress(role: string, iteration: number, pace: Pace): void {
    this.meter.advance(role, iteration, pace);
    this.progress.request();
  }

  onJob(role: string, job: ActiveJob): void {
    this.meter.job(role, job);
    this.progress.request();
  }

  onFinish(role: string, hash: Hash, record: TrainingRecord): void {
    this.facts.set(hash, briefFacts(record));
    this.meter.finish(role, record);
    this.progress.request();
    this.document.request();
  }

  onFailure(role: string, error: unknown): void {
    this.meter.drop(role);
    if (this.stop.reason !== null) return;
    this.keepFailure(role, error);
    this.context.voice.emit('log', { level: 'error', text: `${role}: ${ownWords(error)}` });
  }

  /** A retraining takes nobody's place in the record. */
  private keepFailure(role: string, error: unknown): void {
    if (this.context.request.retrain) return;
    const iteration = error instanceof TrainingDiverged ? error.iteration : null;
    const failure = { reason: ownWords(error), iteration };
    this.journal.addFailure(role, failure, toldOf(error)).catch((reason: unknown) => this.onFatal(reason));
    this.document.request();
  }

  onProblem(text: string): void {
    this.context.voice.emit('log', { level: 'warn', text });
  }

  onFatal(error: unknown): void {
    this.stop.stop({ failure: toldOf(error) });
  }

  /** Nothing is reported any more. */
  async close(): Promise<void> {
    await Promise.all([this.progress.stop(), this.published.stop(), this.document.stop()]);
  }

  /** Without the evaluations of trainings, which whoever wants them reads from the store. What is finished is read from the disk at most once. */
  documentNow(state: ExperimentState): Promise<ExperimentDocument> {
    const { readPartial } = this.context.store;
    const [readTraining, readEvaluation] = [(hash: Hash) => this.read(hash), (hash: Hash) => this.readEvaluation(hash)];
    return experimentDocument(this.journal.record, state, { readTraining, readEvaluation, readPartial, keepEvaluations: false });
  }

  private async readEvaluation(hash: Hash): Promise<Pick<EvaluationRecord, 'results'> | null> {
    const known = this.evaluations.get(hash);
    if (known) return known;
    const read = await this.context.store.readEvaluation(hash);
    if (read) this.evaluations.set(hash, { results: read.results });
    return read;
  }

  private async read(hash: Hash): Promise<TrainingFacts | null> {
    const known = this.facts.get(hash);
    if (known) return known;
    const record = await this.context.store.readTraining(hash);
    if (!record) return null;
    const facts = briefFacts(record);
    this.facts.set(hash, facts);
    return facts;
  }

  /** A retraining repeats what is there, so that nothing of it counts as done. */
  private async countStored(): Promise<void> {
    if (this.context.request.retrain) return;
    for (const [role, hash] of Object.entries(this.journal.record.trainings)) {
      if (this.stop.reason !== null) return;
      const record = await this.read(hash);
      if (record) this.meter.finish(role, record);
      else this.meter.resume(role, await this.context.store.training(hash).savedIteration());
    }
  }

  private async emitProgress(): Promise<void> {
    await this.counted;
    this.context.voice.emit('progress', this.meter.snapshot());
    this.published.request();
    await this.context.voice.delivered();
  }

  private async publishProgress(): Promise<void> {
    await writeProgress(this.context.lock.file, this.meter.snapshot());
  }

  private async emitDocument(): Promise<void> {
    this.context.voice.emit('document', await this.documentNow('running'));
    await this.context.voice.delivered();
  }
}
