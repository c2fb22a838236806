/** `Work` out of the store where it is there, else from its checkpoint, else in a thread. Nothing is trained twice. */
import type { TrainingPlace } from '../../lottery/places/role.ts';
import type { Evaluated, EvaluateOrder, GradientsOrder, Trained, TrainOrder, Work } from '../../lottery/work.ts';
import type { Hash } from '../../shared/specs/training.ts';
import type { Weights } from '../../shared/tensors/tensors.ts';
import { StoreError } from '../store/store-error.ts';
import type { StoreFolders } from '../store/store-folders.ts';
import type { ThreadPool } from '../threads/thread-pool.ts';
import { findTraining, keepTraining } from './find-training.ts';
import { storedEvaluation, storedGradients } from './stored-evaluation.ts';
import { placeOf, storedOrder, type StoredOrder } from './stored-order.ts';
import { type Finished, trainInFolder, type WorkEvents } from './training-in-folder.ts';

/** A training under way; whoever else wants it waits for it too. */
interface Flight {
  readonly promise: Promise<Trained>;
  readonly wish: Wish;
}

/** Shared by all that write to one store: a training is never run twice at a time. */
export type Flights = Map<Hash, Flight>;

/** Whether somebody wants the trained weights kept. */
interface Wish {
  keeps: boolean;
}

interface WorkOptions {
  readonly keepControlWeights: boolean;
  /** The last round whose ticket is ordered when another one is trained; one-shot tickets of later rounds come at the same time. */
  readonly lastRound: number;
}

export class StoredWork implements Work {
  /** Trainings that a thread has finished, as opposed to those found. */
  trained = 0;
  found = 0;

  constructor(
    private readonly store: StoreFolders,
    private readonly pool: ThreadPool,
    private readonly options: WorkOptions,
    private readonly events: WorkEvents,
    private readonly flights: Flights = new Map(),
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

  async evaluate(order: EvaluateOrder): Promise<Evaluated> {
    try {
      return await storedEvaluation(this.store, this.pool, order);
    } catch (error) {
      this.events.onFailure(order.role, error);
      if (error instanceof StoreError && error.trouble === 'unwritable') this.events.onFatal(error);
      throw error;
    }
  }

  async gradients(order: GradientsOrder): Promise<Weights> {
    const gradients = await storedGradients(this.store, this.pool, order);
    // The ticket that is pruned by it comes next.
    const { trial } = placeOf(order.role);
    this.pool.expectTicket(trial);
    return gradients;
  }

  private async answer(order: TrainOrder): Promise<Trained> {
    const keeps = this.options.keepControlWeights || order.keepsWeights === true || placeOf(order.role).series === 'ticket';
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
    const flight = { wish, promise: this.fly(order, wish).finally(() => this.land(order.hash, wish)) };
    this.flights.set(order.hash, flight);
    return flight;
  }

  private land(hash: Hash, wish: Wish): void {
    if (this.flights.get(hash)?.wish === wish) this.flights.delete(hash);
  }

  private async fly(order: StoredOrder, wish: Wish): Promise<Trained> {
    // The caller says first whether it wants the weights.
    await Promise.resolve();
    const found = await findTraining(this.store, order.hash, wish.keeps, (text) => this.events.onProblem(text));
    if (found) {
      this.found++;
      return found;
    }
    const finished = await this.trainNow(order);
    // Who comes from now on must look into the store.
    this.land(order.hash, wish);
    return keepTraining(this.store, order, finished, wish.keeps);
  }

  private async trainNow(order: StoredOrder): Promise<Finished> {
    const listener = {
      onProgress: this.events.onProgress.bind(this.events, order.role),
      onWriteFailure: this.events.onFatal.bind(this.events),
    };
    const finished = await this.pool.use(order.place, async (thread) => {
      const outcome = await trainInFolder(thread, this.store.training(order.hash), order, listener);
      this.expectNext(order.place);
      return outcome;
    });
    this.trained++;
    return finished;
  }

  private expectNext({ series, round, trial }: TrainingPlace): void {
    if (series === 'ticket' && round < this.options.lastRound) this.pool.expectTicket(trial);
  }
}
