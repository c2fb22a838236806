/** Keeps experiment.json up to date during a run. */
import { emptiedLayers } from '../../../lottery/masks/mask.ts';
import type { DrawnTicket, FinishedEvaluation } from '../../../lottery/observer.ts';
import { ticketPath } from '../../../shared/results/ticket-name.ts';
import { canonicalJson } from '../../../shared/specs/hash.ts';
import type { Hash } from '../../../shared/specs/training.ts';
import { maskToBytes, weightsToBytes } from '../../../shared/tensors/safetensors.ts';
import { onesIn } from '../../../shared/tensors/tensors.ts';
import type { Lock } from '../../lock/lock.ts';
import type { ExperimentFolder } from '../../store/experiments/experiment-folder.ts';
import type { ExperimentRecord, Retraining, StoredFailure } from '../../store/experiments/experiment-record.ts';
import type { TensorStore } from '../../store/work/tensor-store.ts';
import { tell, ToldError, type Words } from '../../../shared/text/told.ts';

type Growing = {
  -readonly [Key in keyof ExperimentRecord]: ExperimentRecord[Key] extends Readonly<Record<string, infer Value>>
    ? Record<string, Value>
    : never;
};

/** Milliseconds. */
const shortWrite = 50;
const restShare = 4;
/** A disk that stood still once is no reason to write down nothing for minutes. */
const longestRest = 30_000;

export class Journal {
  private last: Promise<void> = Promise.resolve();
  /** Milliseconds that the last write took. */
  private took = 0;
  private isUrgent = false;
  private endRest: () => void = () => undefined;
  private next: Promise<void> | null = null;

  /** The names of trainings, tickets and evaluations are added in place: copying hundreds of thousands of them for each one takes hours. */
  private readonly names: Pick<Growing, 'trainings' | 'tickets' | 'evaluations'>;
  public record: ExperimentRecord;

  constructor(
    record: ExperimentRecord,
    private readonly folder: ExperimentFolder,
    private readonly lock: Lock,
  ) {
    this.names = { trainings: { ...record.trainings }, tickets: { ...record.tickets }, evaluations: { ...record.evaluations } };
    this.record = { ...record, ...this.names };
  }

  /** Resolves when it is on the disk; changes that come together are written together. */
  update(change: Partial<ExperimentRecord>): Promise<void> {
    this.record = { ...this.record, ...change };
    // A change of state is not kept waiting.
    this.isUrgent = true;
    const written = this.written();
    this.endRest();
    return written;
  }

  addTraining(role: string, hash: Hash): Promise<void> {
    if (this.names.trainings[role] === hash) return Promise.resolve();
    this.names.trainings[role] = hash;
    return this.written();
  }

  /** @param segment From 1. */
  addSegment(role: string, segment: number, hash: Hash): Promise<void> {
    const known = this.record.segments?.[role] ?? [];
    if (known[segment - 1] === hash) return Promise.resolve();
    const segments = [...known.slice(0, segment - 1), hash, ...known.slice(segment)];
    return this.update({ segments: { ...this.record.segments, [role]: segments } });
  }

  addFailure(role: string, failure: StoredFailure, told: Words): Promise<void> {
    return this.update({ failures: { ...this.record.failures, [role]: failure }, ...this.withTelling(failure.reason, told) });
  }

  /** How a text of the record is told, beside those that are known. @param words In English. */
  withTelling(words: string, told: Words): Pick<ExperimentRecord, 'tellings'> {
    return typeof told === 'string' ? {} : { tellings: { ...this.record.tellings, [words]: told } };
  }

  addEvaluation({ role, hash }: FinishedEvaluation): Promise<void> {
    if (this.names.evaluations[role] === hash) return Promise.resolve();
    this.names.evaluations[role] = hash;
    return this.written();
  }

  async addTicket(drawn: DrawnTicket, tensors: TensorStore): Promise<void> {
    const mask = await tensors.put(maskToBytes(drawn.mask));
    const initialWeights = await tensors.put(weightsToBytes(drawn.initialWeights));
    const key = ticketPath(drawn);
    const emptied = emptiedLayers(drawn.mask);
    const kept = Object.fromEntries([...drawn.mask].map(([name, tensor]) => [name, onesIn(tensor)]));
    const more = { ...(drawn.earlyBird && { earlyBird: drawn.earlyBird }), ...(emptied.length > 0 && { emptied }), kept };
    const ticket = { mask, initialWeights, ...more };
    if (canonicalJson(this.names.tickets[key] ?? {}) === canonicalJson(ticket)) return;
    this.names.tickets[key] = ticket;
    await this.written();
  }

  async addRetraining(key: string, retraining: Retraining): Promise<void> {
    const earlier = this.record.retrainings[key] ?? [];
    await this.update({ retrainings: { ...this.record.retrainings, [key]: [...earlier, retraining] } });
    await this.folder.writeRetrainings(this.record);
  }

  /** A long record rests between its writes, a short one is written at once: writing must not take the time of the work. */
  private written(): Promise<void> {
    this.next ??= this.last
      .catch(() => undefined)
      .then(() => this.rest())
      .then(() => {
        this.next = null;
        return this.write();
      });
    return (this.last = this.next);
  }

  private rest(): Promise<void> {
    if (this.isUrgent || this.took < shortWrite) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.min(longestRest, restShare * this.took));
      this.endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** The holder of the lock looks whether it still is before it writes over what others may have written. */
  private async write(): Promise<void> {
    // What becomes urgent while the lock is looked at is urgent for the next write.
    this.isUrgent = false;
    if (!(await this.lock.isMine())) throw new ToldError(tell('Another process has taken over this experiment; this one stops.'));
    const begun = performance.now();
    await this.folder.write(this.record);
    this.took = performance.now() - begun;
  }
}
