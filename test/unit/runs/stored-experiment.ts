/** Parts of a store, made by hand. */
import type { Store } from '../../../src/runs/library/store.ts';
import type { ExperimentRecord } from '../../../src/runs/store/experiments/experiment-record.ts';
import { configSchema } from '../../../src/shared/config/schema/schema.ts';
import type { Network } from '../../../src/shared/network/network.ts';
import { hashOf } from '../../../src/shared/specs/hash.ts';
import type { Evaluation, Hash, TrainSpec } from '../../../src/shared/specs/training.ts';

const network: Network = {
  inputShape: [1, 2, 2],
  classes: 2,
  layers: [{ kind: 'dense', name: 'fc1', inputs: 4, outputs: 2, activation: 'none' }],
};
const pruning = { rounds: 1, rates: { output: 0.5 } };
const config = configSchema.parse({ network: { layers: [{ units: 2 }] }, pruning, controls: { randomReinit: 0, randomMask: 0 } });

export function experimentRecord(experiment: string, trainings: Readonly<Record<string, Hash>>): ExperimentRecord {
  return {
    ...{ schemaVersion: 1, experiment, state: 'running', failure: null, config, configPath: null, network, basis: '' },
    ...{
      engine: { name: 'wasm', numerics: 1 },
      versions: { program: '0', node: '0' },
      machine: { platform: '', architecture: '', processor: '' },
    },
    ...{ trainings, tickets: {}, evaluations: {}, retrainings: {} },
  };
}

/** Evaluated every 10 iterations, with these validation losses. */
export async function storeTraining(store: Store, tensors: Pick<TrainSpec, 'weights' | 'mask'>, losses: readonly number[]): Promise<Hash> {
  const spec = { operation: 'train', iterations: losses.length * 10, ...tensors } as TrainSpec;
  const evaluations = losses.map((validationLoss, index): Evaluation => ({
    iteration: 10 * (index + 1),
    validationLoss,
    validationAccuracy: 0.9,
    testAccuracy: 0.9,
  }));
  const hash = hashOf(spec);
  await store.training(hash).finish({ schemaVersion: 1, spec, evaluations, finalWeights: 'f'.repeat(64), snapshots: {}, seconds: 1 });
  return hash;
}
