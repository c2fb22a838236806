/** The whole experiment on a small data set, trained by the reference engine. */
import { beforeAll, describe, expect, it } from 'vitest';
import { trainingData } from '../../../src/data/training-data.ts';
import { createReferenceEngine } from '../../../src/engine/reference/engine.ts';
import { runExperiment } from '../../../src/lottery/experiment.ts';
import { applyMask } from '../../../src/lottery/masks/mask.ts';
import { experimentPlan } from '../../../src/lottery/plan/plan.ts';
import { plannedRounds } from '../../../src/lottery/plan/planned.ts';
import { plannedTrainings } from '../../../src/shared/config/facts/planned-trainings.ts';
import { headline } from '../../../src/lottery/results/headline.ts';
import { summarise } from '../../../src/lottery/results/summary.ts';
import { trainingSummary } from '../../../src/lottery/results/training-summary.ts';
import { TrainingFailed } from '../../../src/lottery/failures.ts';
import type { Evaluated, EvaluateRequest, Trained, TrainRequest, Work } from '../../../src/lottery/work.ts';
import type { ConfigInput } from '../../../src/shared/config/schema/schema.ts';
import type { TrainingSummary } from '../../../src/shared/results/experiment.ts';
import type { Dataset } from '../../../src/shared/specs/samples.ts';
import type { Weights } from '../../../src/shared/tensors/tensors.ts';
import { loadBase } from '../data/cases.ts';
import { config } from './fixtures.ts';

const input = {
  dataset: { kind: 'idx', folder: 'BASE' },
  network: { layers: [{ units: 50 }, { units: 10 }] },
  pruning: { rounds: 2 },
  training: { learningRate: 0.01, batchSize: 20, iterations: 200, evaluateEvery: 20, validationSize: 20 },
} as const satisfies ConfigInput;
const engine = createReferenceEngine();

class EngineWork implements Work {
  readonly atOnce = 1;

  join(): Promise<never> {
    return Promise.reject(new Error('nothing is joined here'));
  }

  gradients(): Promise<never> {
    return Promise.reject(new Error('no gradients here'));
  }

  evaluate({ spec }: EvaluateRequest): Promise<Evaluated> {
    const none = { loss: 0, accuracy: 0 };
    return Promise.resolve({ hash: 'hash', record: { schemaVersion: 1, spec: { ...spec, weights: [] }, results: [none, none] } });
  }

  readonly finals = new Map<string, { request: TrainRequest; weights: Weights }>();
  readonly #dataset: Dataset;

  constructor(dataset: Dataset) {
    this.#dataset = dataset;
  }

  train(request: TrainRequest): Promise<Trained> {
    const spec = { ...request.spec, weights: 'weights', mask: request.mask === null ? null : 'mask' };
    const outcome = engine.train({ ...request, spec, data: trainingData(this.#dataset, spec) }, { shouldStop: () => false });
    if (outcome.kind === 'diverged') return Promise.reject(new TrainingFailed(request.role, outcome.reason));
    if (outcome.kind === 'stopped') return Promise.reject(new Error('stopped'));
    this.finals.set(request.role, { request, weights: outcome.weights });
    const record = { schemaVersion: 1, spec, evaluations: outcome.evaluations, finalWeights: 'final', snapshots: {}, seconds: 0 } as const;
    const { weights, snapshots, optimizerState } = outcome;
    return Promise.resolve({
      record,
      finalWeights: () => Promise.resolve(weights),
      snapshot: (iteration) => Promise.resolve(snapshots.get(iteration) ?? new Map()),
      optimizerState: () => (optimizerState ? Promise.resolve(optimizerState) : Promise.reject(new RangeError('no state'))),
    });
  }
}

describe('an experiment on the reference engine', () => {
  const settings = config(input);
  const trainings: TrainingSummary[] = [];
  let work: EngineWork;
  let dataset: Dataset;

  beforeAll(async () => {
    dataset = await loadBase(10);
    work = new EngineWork(dataset);
    const onTraining = (finished: Parameters<typeof trainingSummary>[0] & { record: Parameters<typeof trainingSummary>[2] }): void =>
      void trainings.push(trainingSummary(finished, 'hash', finished.record));
    await runExperiment(experimentPlan({ config: settings, dataset, numerics: 2 }), work, {
      onTraining,
      onTicket: () => undefined,
      onEvaluated: () => undefined,
    });
  });

  it('learns, and every round is summed up', () => {
    const plan = experimentPlan({ config: settings, dataset, numerics: 2 });
    const rounds = summarise(trainings, {
      rounds: plannedRounds(plan.network, plan.pruning),
      trials: plan.trials,
      controls: plan.controls,
      budget: settings.training,
      data: null,
    });
    expect(trainings).toHaveLength(plannedTrainings(settings));
    expect(rounds.map(({ remainingCount }) => remainingCount)).toEqual([3700, 3010, 2453]);
    expect(rounds[0]?.series.ticket?.testAccuracyAtEnd?.mean).toBeGreaterThan(0.95);
    expect(rounds.every(({ verdict }) => verdict !== null)).toBe(true);
    expect(headline(rounds, true).kind).not.toBe('pending');
  });

  it('C001: pruned weights are 0 after training', () => {
    for (const { request, weights } of work.finals.values()) {
      if (request.mask !== null) expect(weights).toEqual(applyMask(weights, request.mask));
    }
  });

  it('C017: seed 0 twice is the same, bit for bit, and not seed 1', async () => {
    const final = async (seed: number): Promise<Weights | undefined> => {
      const short = config({
        ...input,
        seed,
        pruning: { rounds: 1 },
        controls: { randomReinit: 0, randomMask: 0 },
        training: { ...input.training, iterations: 9 },
      });
      const again = new EngineWork(dataset);
      await runExperiment(experimentPlan({ config: short, dataset, numerics: 2 }), again, {
        onTraining: () => undefined,
        onTicket: () => undefined,
        onEvaluated: () => undefined,
      });
      return again.finals.get('trial-1/round-01/ticket')?.weights;
    };
    const zero = await final(0);
    expect(zero).toBeDefined();
    expect(await final(0)).toEqual(zero);
    expect(await final(1)).not.toEqual(zero);
  });

  it('C022: a diverging training is a failure with its place, not a result', async () => {
    // The reference engine reckons in float64: only this large a step overflows it.
    const wild = config({ ...input, training: { ...input.training, learningRate: 1e300 } });
    const running = runExperiment(experimentPlan({ config: wild, dataset, numerics: 2 }), new EngineWork(dataset), {
      onTraining: () => undefined,
      onTicket: () => undefined,
      onEvaluated: () => undefined,
    });
    await expect(running).rejects.toBeInstanceOf(TrainingFailed);
    await expect(running).rejects.toMatchObject({ role: 'trial-1/round-00/ticket' });
  });
});
