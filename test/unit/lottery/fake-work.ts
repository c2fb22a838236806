/** Work that trains nothing, and an observer that writes everything down. */
import type { DrawnTicket, ExperimentObserver, FinishedEvaluation, FinishedTraining } from '../../../src/lottery/observer.ts';
import { rewind } from '../../../src/lottery/rewind.ts';
import { initialWeights } from '../../../src/lottery/weights/initial-weights.ts';
import type { Evaluated, EvaluateRequest, Trained, TrainRequest, Work } from '../../../src/lottery/work.ts';
import { small } from './fixtures.ts';

/** Writes every order down; "trains" by drawing other weights. Roles that match `failing` reject. */
export class FakeWork implements Work {
  readonly orders = new Map<string, TrainRequest>();
  readonly evaluations = new Map<string, EvaluateRequest>();
  readonly failing: (role: string) => Error | null;
  readonly atOnce: number;

  constructor(failing: (role: string) => Error | null = () => null, atOnce = Infinity) {
    this.failing = failing;
    this.atOnce = atOnce;
  }

  async train(request: TrainRequest): Promise<Trained> {
    this.orders.set(request.role, request);
    await new Promise((resolve) => setImmediate(resolve));
    const failure = this.failing(request.role);
    if (failure !== null) throw failure;
    const trained = initialWeights(small, `trained ${request.role}`);
    const spec = { ...request.spec, weights: 'w', mask: request.mask === null ? null : 'm' };
    const record = { schemaVersion: 1, spec, evaluations: [], finalWeights: 'f', snapshots: {}, seconds: 0 } as const;
    return {
      record,
      snapshot: (iteration) => Promise.resolve(initialWeights(small, `iteration ${iteration} of ${request.role}`)),
      optimizerState: () => Promise.resolve({ slots: new Map([['adam.m', trained]]), betaProducts: [0.5, 0.25] }),
      finalWeights: () => Promise.resolve(request.mask === null ? trained : rewind(trained, request.mask)),
    };
  }

  join(): Promise<never> {
    return Promise.reject(new Error('nothing is joined here'));
  }

  gradients(): Promise<never> {
    return Promise.reject(new Error('no gradients here'));
  }

  /** Two results that tell nothing, but for the hash, which is the role. */
  async evaluate(request: EvaluateRequest): Promise<Evaluated> {
    this.evaluations.set(request.role, request);
    await new Promise((resolve) => setImmediate(resolve));
    const failure = this.failing(request.role);
    if (failure !== null) throw failure;
    const spec = { ...request.spec, weights: ['w'] };
    const result = { loss: 1, accuracy: 0.5 };
    return { hash: `hash of ${request.role}`, record: { schemaVersion: 1, spec, results: [result, result] } };
  }

  order(role: string): TrainRequest {
    const request = this.orders.get(role);
    if (request === undefined) throw new Error(`no order ${role}`);
    return request;
  }
}

export class Notes implements ExperimentObserver {
  readonly finished: FinishedTraining[] = [];
  readonly tickets: DrawnTicket[] = [];
  readonly evaluated: FinishedEvaluation[] = [];

  onTraining(finished: FinishedTraining): void {
    this.finished.push(finished);
  }

  onTicket(ticket: DrawnTicket): void {
    this.tickets.push(ticket);
  }

  onEvaluated(evaluated: FinishedEvaluation): void {
    this.evaluated.push(evaluated);
  }

  get roles(): string[] {
    return this.finished.map(({ role }) => role);
  }
}
