/** Pruned and untrained networks in the bundled runner: evaluated, written down and shown, against the plain reference engine. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { trainingData } from '../../../src/data/training-data.ts';
import { createReferenceEngine } from '../../../src/engine/reference/engine.ts';
import { applyMask } from '../../../src/lottery/masks/mask.ts';
import { openStore, type Store } from '../../../src/runs/library/store.ts';
import type { ExperimentRecord } from '../../../src/runs/store/experiments/experiment-record.ts';
import type { EvaluatedNetwork } from '../../../src/shared/results/pruning/evaluated-network.ts';
import type { Samples } from '../../../src/shared/specs/samples.ts';
import type { TrainSpec } from '../../../src/shared/specs/training.ts';
import type { Weights } from '../../../src/shared/tensors/tensors.ts';
import { loadBase } from '../../unit/data/cases.ts';
import { bitsOf, carryOut, experimentFile, request, trainedStore } from './harness.ts';

const reference = createReferenceEngine();

/** The numbers of a network by the plain engine, sample after sample. */
async function reckon(weights: Weights, spec: TrainSpec): Promise<object> {
  const data = trainingData(await loadBase(10), spec);
  const { pool, test, validationIndices, mean, standardDeviation } = data;
  const features = 64;
  const validation: Samples = {
    ...{ sampleShape: pool.sampleShape, count: validationIndices.length },
    values: Uint8Array.from([...validationIndices].flatMap((index) => [...pool.values.slice(index * features, (index + 1) * features)])),
    labels: Uint8Array.from(validationIndices, (index) => pool.labels[index] ?? 0),
  };
  const on = (samples: Samples) => reference.evaluate({ network: spec.network, weights, samples, mean, standardDeviation });
  const [held, tested] = [on(validation), on(test)];
  return {
    ...{ validationAccuracy: held.accuracy, validationLoss: expect.closeTo(held.loss, 4) as unknown },
    ...{ testAccuracy: tested.accuracy, testLoss: expect.closeTo(tested.loss, 4) as unknown },
  };
}

async function trainingOf(store: Store, record: ExperimentRecord, role: string) {
  const training = await store.readTraining(record.trainings[role] ?? '');
  if (!training) throw new Error(`${role} is not finished`);
  return training;
}

const find = (all: readonly EvaluatedNetwork[], at: Partial<EvaluatedNetwork>): EvaluatedNetwork | undefined =>
  all.find((one) => Object.entries(at).every(([key, value]) => one[key as keyof EvaluatedNetwork] === value));

it('have the numbers of the reference engine, in the document, over trials, and in the ticket', async () => {
  const { storeFolder, run } = await trainedStore();
  const store = openStore(storeFolder);
  const record = await store.recordOf('small');
  const evaluated = run.document?.evaluated ?? [];
  expect(evaluated.map(({ round, series, moment }) => `${round} ${series} ${moment}`)).toEqual([
    '0 ticket untrained',
    ...[1, 2].flatMap((round) =>
      ['ticket pruned', 'ticket untrained', 'randomReinit untrained', 'randomMask untrained'].map((one) => `${round} ${one}`),
    ),
  ]);
  const [parent, ticket] = [
    await trainingOf(store, record, 'trial-1/round-01/ticket'),
    await trainingOf(store, record, 'trial-1/round-02/ticket'),
  ];
  const mask = await store.tensors.mask(ticket.spec.mask ?? '');
  const pruned = applyMask(await store.tensors.weights(parent.finalWeights), mask);
  expect(find(evaluated, { round: 2, moment: 'pruned' })).toMatchObject(await reckon(pruned, ticket.spec));
  const start = await store.tensors.weights(ticket.spec.weights);
  expect(find(evaluated, { round: 2, series: 'ticket', moment: 'untrained' })).toMatchObject(await reckon(start, ticket.spec));
  const series = run.document?.rounds[2]?.series.ticket;
  const spreadOf = (value: number | undefined) => ({ mean: value, min: value, max: value });
  expect(series?.testAccuracyPruned).toEqual(spreadOf(find(evaluated, { round: 2, moment: 'pruned' })?.testAccuracy));
  expect(series?.testAccuracyUntrained).toEqual(
    spreadOf(find(evaluated, { round: 2, series: 'ticket', moment: 'untrained' })?.testAccuracy),
  );
  expect((await store.ticket('small/trial-1/round-02')).evaluated).toEqual(
    evaluated.filter((one) => one.round === 2 && one.series === 'ticket'),
  );
});

it('of a store without them are evaluated when the experiment is run again, and nothing is trained', async () => {
  const { storeFolder, run } = await trainedStore();
  const record = JSON.parse(readFileSync(experimentFile(storeFolder), 'utf8')) as object;
  writeFileSync(experimentFile(storeFolder), JSON.stringify({ ...record, evaluations: {} }));
  rmSync(path.join(storeFolder, 'evaluations'), { recursive: true });
  const before = bitsOf(storeFolder);
  const earlier = await openStore(storeFolder).document('small');
  expect(earlier.evaluated).toBeUndefined();
  expect(earlier.rounds[1]?.series.ticket).not.toHaveProperty('testAccuracyPruned');
  const again = await carryOut(request(storeFolder));
  expect([again.state, again.trained]).toEqual(['finished', 0]);
  expect(again.document?.evaluated).toEqual(run.document?.evaluated);
  expect(bitsOf(storeFolder)).toEqual(before);
});

it('are kept by the clean-up of the store, and found again', async () => {
  const { storeFolder, run } = await trainedStore();
  const folder = path.join(storeFolder, 'evaluations');
  const files = readdirSync(folder);
  expect(new Set(files).size).toBe(run.document?.evaluated?.length);
  await openStore(storeFolder).collectGarbage(false);
  expect(existsSync(folder) && readdirSync(folder)).toEqual(files);
  expect((await carryOut(request(storeFolder))).document?.evaluated).toEqual(run.document?.evaluated);
});

it('beside what each ticket costs, also where an earlier version counted no weights', async () => {
  const { storeFolder, run } = await trainedStore();
  // 3,200 and 500 weights, after the first round 2,560 and 450: the first layer is used twice, the second three times.
  const [dense, first, second] = [2 * 3200 + 3 * 500, 2 * 2560 + 3 * 450, 2 * 2048 + 3 * 405] as const;
  const shares = run.document?.costs.map(({ finding, training }) => [finding.share, training.share]);
  expect(shares).toEqual([
    [1, first / dense],
    [(dense + first) / dense, second / dense],
  ]);
  const record = JSON.parse(readFileSync(experimentFile(storeFolder), 'utf8')) as { tickets: Record<string, { kept?: object }> };
  for (const ticket of Object.values(record.tickets)) delete ticket.kept;
  writeFileSync(experimentFile(storeFolder), JSON.stringify(record));
  expect((await openStore(storeFolder).document('small')).costs).toEqual(run.document?.costs);
});
