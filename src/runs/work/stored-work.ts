/** `Work` out of the store where it is there, else from its checkpoint, else in a thread. Nothing is trained twice. */
import type { TrainingId } from '../../lottery/places/role.ts';
import type { Evaluated, EvaluateRequest, GradientsRequest, Trained, TrainRequest, Work } from '../../lottery/work.ts';
import type { Hash } from '../../shared/specs/training.ts';
import type { Weights } from '../../shared/tensors/tensors.ts';
import { StoreError } from '../store/files/store-error.ts';
import type { StoreFolders } from '../store/store-folders.ts';
import type { ThreadPool } from '../threads/thread-pool.ts';
import { findTraining, keepTraining } from './find-training.ts';
import { storedEvaluation, storedGradients } from './stored-evaluation.ts';
import { joinedRecord } from './join-segments.ts';
import { placeOf, storedRequest, type StoredRequest } from './stored-request.ts';
import type { TrainingExecutor } from './training-executor.ts';
import { type Finished, trainInFolder, type WorkEvents } from './training-in-folder.ts';
import { tell, ToldError } from '../../shared/text/told.ts';

/** A training that has been requested and is not answered yet; a second request for it gets the same promise. */
interface InFlight {
  readonly promise: Promise<Trained>;
  readonly wish: Wish;
}

/** The members of a sweep share one map, so that no training runs twice at the same time. */
export type TrainingsInFlight = Map<Hash, InFlight>;

/** Several requests may share one training; the trained weights are kept if one of them asks for it. */
interface Wish {
  keepWeights: boolean;
}

interface WorkOptions {
  readonly keepControlWeights: boolean;
  /** The last round whose ticket is ordered when another one is trained; one-shot tickets of later rounds come at the same time. */
  readonly lastRound: number;
  /** Carries trainings out in place of the threads; all else stays with them. */
  readonly executor?: TrainingExecutor;
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
    private readonly inFlight: TrainingsInFlight = new Map(),
  ) {}

  get atOnce(): number {
    return this.options.executor ? Infinity : this.pool.size;
  }

  async train(request: TrainRequest): Promise<Trained> {
    try {
      return await this.answer(request);
    } catch (error) {
      this.events.onFailure(request.role, error);
      if (error instanceof StoreError && error.trouble === 'unwritable') this.events.onFatal(error);
      throw error;
    }
  }

  async evaluate(request: EvaluateRequest): Promise<Evaluated> {
    try {
      return await storedEvaluation(this.store, this.pool, request, (text) => this.events.onProblem(text));
    } catch (error) {
      this.events.onFailure(request.role, error);
      if (error instanceof StoreError && error.trouble === 'unwritable') this.events.onFatal(error);
      throw error;
    }
  }

  async gradients(request: GradientsRequest): Promise<Weights> {
    const gradients = await storedGradients(this.store, this.pool, request, (text) => this.events.onProblem(text));
    // The ticket that is pruned by it comes next.
    const { trial } = placeOf(request.role);
    this.pool.expectTicket(trial);
    return gradients;
  }

  private async answer(request: TrainRequest): Promise<Trained> {
    const keepWeights = this.options.keepControlWeights || request.keepWeights === true || placeOf(request.role).series === 'ticket';
    const stored = await storedRequest(request, keepWeights ? this.store.tensors : null);
    if (request.segment === undefined) this.events.onBegin(request.role, stored.hash, stored.spec);
    else this.events.onSegment(request.role, request.segment, stored.hash);
    const training = this.inFlight.get(stored.hash) ?? this.begin(stored);
    training.wish.keepWeights ||= keepWeights;
    const trained = await training.promise;
    if (request.segment === undefined) this.events.onFinish(request.role, stored.hash, trained.record);
    return trained;
  }

  async join(request: TrainRequest, segments: readonly Trained[]): Promise<Trained> {
    const stored = await storedRequest(request, this.store.tensors);
    this.events.onBegin(request.role, stored.hash, stored.spec);
    const find = (): Promise<Trained | null> => findTraining(this.store, stored.hash, true, (text) => this.events.onProblem(text));
    const records = segments.map(({ record }) => record);
    if (!(await find())) await this.store.training(stored.hash).finish(joinedRecord(stored.spec, records));
    const joined = await find();
    if (!joined) throw new ToldError(tell('what its segments have left in the store cannot be read'));
    this.events.onFinish(request.role, stored.hash, joined.record);
    return joined;
  }

  private begin(request: StoredRequest): InFlight {
    const wish: Wish = { keepWeights: false };
    const training = { wish, promise: this.findOrTrain(request, wish).finally(() => this.release(request.hash, wish)) };
    this.inFlight.set(request.hash, training);
    return training;
  }

  /** From now on a request for this training looks into the store. */
  private release(hash: Hash, wish: Wish): void {
    if (this.inFlight.get(hash)?.wish === wish) this.inFlight.delete(hash);
  }

  private async findOrTrain(request: StoredRequest, wish: Wish): Promise<Trained> {
    // `answer` writes its wish after `begin` returns, so the wish is read one turn later.
    await Promise.resolve();
    const found = await findTraining(this.store, request.hash, wish.keepWeights, (text) => this.events.onProblem(text));
    if (found) {
      this.found++;
      return found;
    }
    const { executor } = this.options;
    if (executor) return this.trainElsewhere(executor, request, wish);
    const finished = await this.trainNow(request);
    // `keepTraining` reads the wish now: a request that comes later must look into the store.
    this.release(request.hash, wish);
    return keepTraining(this.store, request, finished, wish.keepWeights);
  }

  /** What is kept may be wished for while it is looked up: then it is looked up again. */
  private async trainElsewhere(executor: TrainingExecutor, request: StoredRequest, wish: Wish): Promise<Trained> {
    let [trained, found]: [Trained | null, boolean] = [null, false];
    const find = (): Promise<Trained | null> => {
      found = wish.keepWeights;
      return findTraining(this.store, request.hash, found, () => undefined);
    };
    const { role } = request;
    const [onProgress, onJob] = [this.events.onProgress.bind(this.events, role), this.events.onJob.bind(this.events, role)];
    while (!trained || found !== wish.keepWeights) {
      trained = await executor.train({ request, keepWeights: () => wish.keepWeights, find, onProgress, onJob });
    }
    this.trained++;
    this.release(request.hash, wish);
    return trained;
  }

  private async trainNow(request: StoredRequest): Promise<Finished> {
    const listener = {
      onProgress: this.events.onProgress.bind(this.events, request.role),
      onWriteFailure: this.events.onFatal.bind(this.events),
    };
    const finished = await this.pool.use(request.place, async (thread) => {
      const outcome = await trainInFolder(thread, this.store.training(request.hash), request, listener);
      this.expectNext(request.place);
      return outcome;
    });
    this.trained++;
    return finished;
  }

  private expectNext({ series, round, trial }: TrainingId): void {
    if (series === 'ticket' && round < this.options.lastRound) this.pool.expectTicket(trial);
  }
}
