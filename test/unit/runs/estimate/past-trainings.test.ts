import path from 'node:path';
import { expect, it } from 'vitest';
import { thisMachine } from '../../../../src/runs/estimate/past-trainings.ts';
import { openStore } from '../../../../src/runs/library/store.ts';
import { hashOf } from '../../../../src/shared/specs/hash.ts';
import type { Hash, TrainSpec } from '../../../../src/shared/specs/training.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';
import { experimentRecord } from '../stored-experiment.ts';

const network = {
  inputShape: [4],
  classes: 2,
  layers: [
    { kind: 'dense', name: 'fc1', inputs: 4, outputs: 3, activation: 'relu' },
    { kind: 'dense', name: 'fc2', inputs: 3, outputs: 2, activation: 'none' },
  ],
};
const budget = { batchSize: 10, iterations: 100, evaluateEvery: 50, validationSize: 1000, trainingEvaluation: 'never' };

it('reads what machines like this one have finished', async () => {
  const store = openStore(path.join(temporaryFolder(), 'store'));
  expect(await store.pastTrainings()).toEqual([]);
  const finish = async (seconds: number): Promise<Hash> => {
    const spec = { operation: 'train', network, ...budget, dataOrderSeed: String(seconds) } as unknown as TrainSpec;
    const evaluations = [{ iteration: 100, validationLoss: 1, validationAccuracy: 0 }];
    const hash = hashOf(spec);
    await store.training(hash).finish({ schemaVersion: 1, spec, evaluations, finalWeights: 'f'.repeat(64), snapshots: {}, seconds });
    return hash;
  };
  const here = experimentRecord('here', { 'trial-1/round-00/ticket': await finish(5), 'trial-1/round-01/ticket': 'e'.repeat(64) });
  await store.experiment('here').write({ ...here, machine: thisMachine() });
  await store.experiment('there').write(experimentRecord('there', { 'trial-1/round-00/ticket': await finish(7) }));
  // 18 weights, forward for 3 x 10 x 100 images and for 2 x (1,000 + 10,000); 20 us for each iteration.
  const expected = (25_000 * 18) / 30e9 + 100 * 2e-5;
  expect(await store.pastTrainings()).toEqual([{ weights: 18, expected: expect.closeTo(expected, 15) as number, seconds: 5 }]);
});
