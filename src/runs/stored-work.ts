/** `Work` out of the store where it is there, else from its checkpoint, else in a thread. Nothing is trained twice. */
import type { TrainingPlace } from '../lottery/role.ts';
import type { Trained, TrainOrder, Work } from '../lottery/work.ts';
import { weightsToBytes } from '../shared/safetensors.ts';
import type { Weights } from '../shared/tensors.ts';
import type { Hash, TrainingRecord } from '../shared/training.ts';
import type { ThreadPool } from './pool/thread-pool.ts';
import { StoreError } from './store/store-error.ts';
import type { StoreFolders } from './store/store-folders.ts';
import { hashOfBytes } from './store/tensor-store.ts';
import type { TensorStore } from './store/tensor-store.ts';
import { placeOf, storedOrder } from './stored-order.ts';
import type { StoredOrder } from './stored-order.ts';
import { finishedOrThrow, trainInFolder } from './training-in-folder.ts';
import type { Finished } from './training-in-folder.ts';
import type { WorkEvents } from './work-events.ts';

/** A training under way; whoever else wants it waits for it too. */
interface Flight {
  readonly promise: Promise<Trained>;
  readonly wish: Wish;
}

/** Whether somebody wants the trained weights kept. */
interface Wish {
  keeps: boolean;
}

export interface WorkOptions {
  readonly keepControlWeights: boolean;
  /** After this round a trial has no more tickets. */
  readonly lastRound: number;
}

export interface RepeatedTraining {
  readonly hash: Hash;
  readonly record: TrainingRecord;
  /** null where there was nothing to compare with. */
  readonly sameBits: boolean | null;
}

const sameResult = (a: TrainingRecord, b: TrainingRecord): boolean =>
  a.finalWeights === b.finalWeights && JSON.stringify(a.evaluations) === JSON.stringify(b.evaluations);

export class StoredWork implements Work {
  private readonly flights = new Map<Hash, Flight>();
  /** Trainings that a thread has finished, as opposed to those found. */
  trained = 0;
  found = 0;

  constructor(
    private readonly store: StoreFolders,
    private readonly pool: ThreadPool,
    private readonly options: WorkOptions,
    private readonly events: WorkEvents,
  ) {}

  async train(order: TrainOrder): Promise<Trained> {
    try {
      return await this.answer(order);
    } catch (error) {
      this.events.onFailure(order.role, error);
      if (error instanceof StoreError && error.trouble === 'unwritable') this.events.onFatal(error);
      throw error;
    }
  }

  /** Trains although the result is there, and compares. What is there stays as it is. */
  async repeat(order: TrainOrder): Promise<RepeatedTraining> {
    const stored = await storedOrder(order, this.store.tensors);
    const { role, spec, weights, mask, hash } = stored;
    const known = await this.find(stored, false);
    if (!known) return { hash, record: (await this.train(order)).record, sameBits: null };
    const listener = { onEvaluation: ignore, onCheckpoint: ignore, onProgress: this.progressOf(role) };
    const outcome = await this.pool.use(stored.place, (thread) => thread.train({ spec, weights, mask, resumeFrom: null }, listener));
    const record = recordOf(stored, finishedOrThrow(outcome));
    this.trained++;
    return { hash, record, sameBits: sameResult(record, known.record) };
  }

  private async answer(order: TrainOrder): Promise<Trained> {
    const keeps = this.options.keepControlWeights || placeOf(order.role).series === 'ticket';
    const stored = await storedOrder(order, keeps ? this.store.tensors : null);
    this.events.onBegin(order.role, stored.hash);
    const flight = this.flights.get(stored.hash) ?? this.begin(stored);
    flight.wish.keeps ||= keeps;
    const trained = await flight.promise;
    this.events.onFinish(order.role, stored.hash, trained.record);
    return trained;
  }

  private begin(order: StoredOrder): Flight {
    const wish: Wish = { keeps: false };
    const promise = this.fly(order, wish).finally(() => this.land(order.hash, wish));
    const flight = { wish, promise };
    this.flights.set(order.hash, flight);
    return flight;
  }

  private land(hash: Hash, wish: Wish): void {
    if (this.flights.get(hash)?.wish === wish) this.flights.delete(hash);
  }

  private async fly(order: StoredOrder, wish: Wish): Promise<Trained> {
    // The caller says first whether it wants the weights.
    await Promise.resolve();
    const found = await this.find(order, wish.keeps);
    if (found) {
      this.found++;
      return found;
    }
    const folder = this.store.training(order.hash);
    const onProgress = this.progressOf(order.role);
    const finished = await this.pool.use(order.place, async (thread) => {
      const outcome = await trainInFolder(thread, folder, order, onProgress);
      this.expectNext(order.place);
      return outcome;
    });
    this.trained++;
    // Who comes from now on must look into the store.
    this.land(order.hash, wish);
    return this.keep(order, finished, wish);
  }

  private expectNext({ series, round, trial }: TrainingPlace): void {
    if (series === 'ticket' && round < this.options.lastRound) this.pool.expectTicket(trial);
  }

  /** null where it must be trained: unfinished, damaged, or its weights are wanted and not there. */
  private async find({ hash }: StoredOrder, keeps: boolean): Promise<Trained | null> {
    const record = await this.store
      .training(hash)
      .record()
      .catch((error: unknown) => this.passOver(error));
    if (!record) return null;
    if (!keeps) return inStore(record, this.store.tensors);
    const weights = await this.store.tensors.weights(record.finalWeights).catch((error: unknown) => this.passOver(error));
    return weights && inMemory(record, weights);
  }

  /** What is damaged is made anew; what a newer program wrote stays as it is. */
  private passOver(error: unknown): null {
    if (!(error instanceof StoreError) || error.trouble === 'newer') throw error;
    if (error.trouble === 'damaged') this.events.onProblem(`${error.message} It is made anew.`);
    return null;
  }

  private async keep(order: StoredOrder, finished: Finished, wish: Wish): Promise<Trained> {
    const { weights, snapshots } = finished;
    const record = recordOf(order, finished);
    if (wish.keeps) await this.store.tensors.replace(weightsToBytes(weights));
    for (const snapshot of snapshots.values()) await this.store.tensors.put(weightsToBytes(snapshot));
    await this.store.training(order.hash).finish(record);
    return wish.keeps ? inMemory(record, weights) : inStore(record, this.store.tensors);
  }

  private progressOf(role: string): (iteration: number, pace: { readonly iterations: number; readonly seconds: number }) => void {
    return (iteration, pace) => this.events.onProgress(role, iteration, pace);
  }
}

const ignore = (): void => undefined;

// Functions of their own, so that what is kept of a control does not hold its weights in memory.
const inMemory = (record: TrainingRecord, weights: Weights): Trained => ({ record, finalWeights: () => Promise.resolve(weights) });
const inStore = (record: TrainingRecord, tensors: TensorStore): Trained => ({
  record,
  finalWeights: () => tensors.weights(record.finalWeights),
});

function recordOf({ spec }: StoredOrder, { evaluations, weights, snapshots, seconds }: Finished): TrainingRecord {
  const named = [...snapshots].map(([iteration, snapshot]) => [String(iteration), hashOfBytes(weightsToBytes(snapshot))] as const);
  return {
    schemaVersion: 1,
    spec,
    evaluations,
    finalWeights: hashOfBytes(weightsToBytes(weights)),
    snapshots: Object.fromEntries(named),
    seconds,
  };
}
