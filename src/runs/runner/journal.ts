/** Keeps experiment.json up to date during a run. */
import { emptiedLayers } from '../../lottery/masks/mask.ts';
import type { DrawnTicket, FinishedEvaluation } from '../../lottery/observer.ts';
import { ticketPath } from '../../shared/results/ticket-name.ts';
import { canonicalJson } from '../../shared/specs/hash.ts';
import type { Hash } from '../../shared/specs/training.ts';
import { maskToBytes, weightsToBytes } from '../../shared/tensors/safetensors.ts';
import { onesIn } from '../../shared/tensors/tensors.ts';
import type { Lock } from '../lock/lock.ts';
import type { ExperimentFolder, ExperimentRecord, Retraining, StoredFailure } from '../store/experiment-record.ts';
import type { TensorStore } from '../store/tensor-store.ts';

export class Journal {
  private last: Promise<void> = Promise.resolve();
  private next: Promise<void> | null = null;

  constructor(
    public record: ExperimentRecord,
    private readonly folder: ExperimentFolder,
    private readonly lock: Lock,
  ) {}

  /** Resolves when it is on the disk; changes that come together are written together. */
  update(change: Partial<ExperimentRecord>): Promise<void> {
    this.record = { ...this.record, ...change };
    this.next ??= this.last
      .catch(() => undefined)
      .then(() => {
        this.next = null;
        return this.write();
      });
    return (this.last = this.next);
  }

  addTraining(role: string, hash: Hash): Promise<void> {
    if (this.record.trainings[role] === hash) return Promise.resolve();
    return this.update({ trainings: { ...this.record.trainings, [role]: hash } });
  }

  /** @param segment From 1. */
  addSegment(role: string, segment: number, hash: Hash): Promise<void> {
    const known = this.record.segments?.[role] ?? [];
    if (known[segment - 1] === hash) return Promise.resolve();
    const segments = [...known.slice(0, segment - 1), hash, ...known.slice(segment)];
    return this.update({ segments: { ...this.record.segments, [role]: segments } });
  }

  addFailure(role: string, failure: StoredFailure): Promise<void> {
    return this.update({ failures: { ...this.record.failures, [role]: failure } });
  }

  addEvaluation({ role, hash }: FinishedEvaluation): Promise<void> {
    if (this.record.evaluations[role] === hash) return Promise.resolve();
    return this.update({ evaluations: { ...this.record.evaluations, [role]: hash } });
  }

  async addTicket(drawn: DrawnTicket, tensors: TensorStore): Promise<void> {
    const mask = await tensors.put(maskToBytes(drawn.mask));
    const initialWeights = await tensors.put(weightsToBytes(drawn.initialWeights));
    const key = ticketPath(drawn);
    const emptied = emptiedLayers(drawn.mask);
    const kept = Object.fromEntries([...drawn.mask].map(([name, tensor]) => [name, onesIn(tensor)]));
    const more = { ...(drawn.earlyBird && { earlyBird: drawn.earlyBird }), ...(emptied.length > 0 && { emptied }), kept };
    const ticket = { mask, initialWeights, ...more };
    if (canonicalJson(this.record.tickets[key] ?? {}) === canonicalJson(ticket)) return;
    await this.update({ tickets: { ...this.record.tickets, [key]: ticket } });
  }

  async addRetraining(key: string, retraining: Retraining): Promise<void> {
    const earlier = this.record.retrainings[key] ?? [];
    await this.update({ retrainings: { ...this.record.retrainings, [key]: [...earlier, retraining] } });
    await this.folder.writeRetrainings(this.record);
  }

  /** The holder of the lock looks whether it still is before it writes over what others may have written. */
  private async write(): Promise<void> {
    if (!(await this.lock.isMine())) throw new Error('Another process has taken over this experiment; this one stops.');
    await this.folder.write(this.record);
  }
}
