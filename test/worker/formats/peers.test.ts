/** Exports read by the programs that they are for, and tickets of PyTorch trained here: the same network gives the same result. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findPythonPeers, findTorch } from '../../../scripts/bring/python-peers.mjs';
import { requireOrSkip, skipLoudly } from '../../../scripts/bring/skip-or-fail.mjs';
import { loadDataset } from '../../../src/data/load-dataset.ts';
import { type PreparedData, trainingData } from '../../../src/data/training-data.ts';
import { dataOrder } from '../../../src/engine/data-order.ts';
import { type ExportedTicket, trainedWeights } from '../../../src/formats/exported-ticket.ts';
import type { NpyArray } from '../../../src/formats/bytes/npy.ts';
import { npzBytes } from '../../../src/formats/bytes/npz.ts';
import { plainOptions, writeResults, writeTicket } from '../../../src/formats/write-ticket.ts';
import { readTicket } from '../../../src/runs/exchange/exported-ticket.ts';
import { importPlan } from '../../../src/runs/exchange/import-plan.ts';
import { saveFiles } from '../../../src/runs/exchange/save-files.ts';
import { openStore } from '../../../src/runs/library/store.ts';
import { productOf } from '../../../src/shared/network/shapes.ts';
import type { ExperimentDocument } from '../../../src/shared/results/experiment.ts';
import type { Evaluation, TrainSpec } from '../../../src/shared/specs/training.ts';
import { sharedFolder } from '../../temporary-folder.ts';
import { referenceLogits } from '../../unit/formats/reference-logits.ts';
import { imageLayers, networkOf, ticketOf, uniform } from '../../unit/formats/tickets.ts';
import { carryOut, newStore, request, smallConfig } from '../runs/harness.ts';

const root = path.join(import.meta.dirname, '../../..');
/** The readers come by pip, wherever there is a Python; PyTorch is for whoever has it. */
const python = await findPythonPeers().catch((error: unknown) => {
  requireOrSkip('the readers of exports in Python', error);
  return null;
});
const torch =
  python === null
    ? null
    : await findTorch().catch((error: unknown) => {
        skipLoudly('PyTorch', error);
        return null;
      });

const ticketName = 'small/trial-1/round-01';
const config = smallConfig({
  training: { iterations: 100, evaluateEvery: 10 },
  pruning: { rounds: 1, rates: { dense: 0.6 } },
  controls: { randomMask: 0 },
});

interface Networks {
  readonly [name: string]: ExportedTicket;
}

let folder = '';
let storeFolder = '';
let networks: Networks = {};
let document: ExperimentDocument;
let spec: TrainSpec;
let data: PreparedData;

/** (value / 255 - mean) / standard deviation, as float32. */
function normalised(indices: Uint32Array): NpyArray {
  const { pool, mean, standardDeviation } = data;
  const size = productOf(pool.sampleShape);
  const values = [...indices].flatMap((index) => [...pool.values.subarray(index * size, (index + 1) * size)]);
  const normal = values.map((value) => (value / 255 - (mean[0] ?? 0)) / (standardDeviation[0] ?? 1));
  return { shape: [indices.length, ...pool.sampleShape], data: Float32Array.from(normal) };
}

const labelsOf = (indices: Uint32Array): BigInt64Array => BigInt64Array.from(indices, (index) => BigInt(data.pool.labels[index] ?? 0));

/** The batches of our engine, and the validation part, for PyTorch. */
function trainingArrays(): ReadonlyMap<string, NpyArray> {
  const order = dataOrder(spec.dataOrderSeed, data.trainingIndices, spec.batchSize);
  const batches = Array.from({ length: spec.iterations }, (_, at) => order.batch(at + 1).slice());
  const all = Uint32Array.from(batches.flatMap((batch) => [...batch]));
  const { data: values, shape } = normalised(all);
  const places = [batches.length, spec.batchSize];
  return new Map<string, NpyArray>([
    ['batches', { shape: [...places, ...shape.slice(1)], data: values }],
    ['labels', { shape: places, data: labelsOf(all) }],
    ['validation', normalised(data.validationIndices)],
    ['validationLabels', { shape: [data.validationIndices.length], data: labelsOf(data.validationIndices) }],
    ['learningRate', { shape: [1], data: Float64Array.of(spec.optimizer.learningRate) }],
    ['every', { shape: [1], data: Int32Array.of(spec.evaluateEvery) }],
  ]);
}

const samplesAt = 6;
function inputsOf({ network }: ExportedTicket): Float32Array {
  const draw = uniform('inputs');
  return Float32Array.from({ length: samplesAt * productOf(network.inputShape) }, () => 2 * draw() - 1);
}

async function writeNetwork(name: string, ticket: ExportedTicket): Promise<void> {
  const options = { ...plainOptions, version: '0', moduleParts: { runtime: '', imageLayers: '', wasm: new Uint8Array(0) } };
  const inputs = { shape: [samplesAt, ...ticket.network.inputShape], data: inputsOf(ticket) };
  await saveFiles(
    path.join(folder, name),
    [
      ...writeTicket(ticket, 'safetensors', 'ticket.safetensors', options),
      ...writeTicket(ticket, 'npz', 'ticket.npz', options),
      ...writeTicket(ticket, 'csr', 'ticket.csr.npz', options),
      ...writeTicket(ticket, 'onnx', 'ticket.onnx', options),
      ...writeTicket(ticket, 'onnx', 'sparse.onnx', { ...options, sparseInitialisers: true }),
      { name: 'inputs.npz', bytes: npzBytes(new Map([['inputs', inputs]])) },
    ],
    false,
  );
}

beforeAll(async () => {
  if (!python) return;
  folder = sharedFolder();
  storeFolder = newStore();
  const end = await carryOut(request(storeFolder, { config }));
  if (end.state !== 'finished') throw new Error(end.failure ?? 'The run has no document.');
  const store = openStore(storeFolder);
  document = await store.document('small');
  const training = document.trainings.find(({ series, round }) => series === 'ticket' && round === 1);
  const record = await store.readTraining(training?.hash ?? '');
  if (!record) throw new Error('The ticket is not trained.');
  ({ spec } = record);
  data = trainingData(await loadDataset(config.dataset, root, path.join(root, 'dist/data')), spec);
  const { ticket } = await readTicket(store, ticketName);
  networks = { trained: ticket, images: ticketOf(networkOf(imageLayers, [3, 8, 8])) };
  for (const [name, one] of Object.entries(networks)) await writeNetwork(name, one);
  await saveFiles(path.join(folder, 'tensorboard'), writeResults([document], 'tensorboard', ''), false);
  await saveFiles(path.join(folder, 'mlruns'), writeResults([document], 'mlflow', ''), false);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'training.npz'), npzBytes(trainingArrays()));
  const roles = document.trainings.map(({ role }) => `small/${role}`);
  writeFileSync(path.join(folder, 'jobs.json'), JSON.stringify({ networks: Object.keys(networks), roles, experiment: 'small' }));
});

function runScript<T>(interpreter: string | undefined, script: string, pythonPath = ''): T {
  const file = path.join(import.meta.dirname, script);
  const env = { ...process.env, PYTHONPATH: pythonPath };
  return JSON.parse(execFileSync(interpreter ?? 'python3', [file, folder], { encoding: 'utf8', maxBuffer: 1e9, env })) as T;
}

type Points = readonly (readonly [step: number, value: number])[];

interface PeerAnswer {
  readonly networks: Readonly<
    Record<
      string,
      {
        readonly shapes: Readonly<Record<string, readonly number[]>>;
        readonly ticket: string;
        readonly npzIsSafetensors: boolean;
        readonly csr: boolean;
        readonly onnx: readonly number[];
        readonly onnxSparse: readonly number[];
      }
    >
  >;
  readonly tensorboard: Readonly<Record<string, Readonly<Record<string, Points>>>>;
  readonly mlflow: Readonly<Record<string, { metrics: Readonly<Record<string, Points>>; params: Readonly<Record<string, string>> }>>;
}

const expectClose = (found: readonly number[] | undefined, expected: readonly number[], digits: number): void => {
  expect(found).toHaveLength(expected.length);
  expected.forEach((value, at) => expect(found?.[at]).toBeCloseTo(value, digits));
};

const logitsOf = (ticket: ExportedTicket): readonly number[] => referenceLogits(ticket.network, trainedWeights(ticket), inputsOf(ticket));

const pointsOf = (evaluations: readonly Evaluation[], name: keyof Evaluation): Points =>
  evaluations.flatMap((one) => (one[name] === undefined ? [] : [[one.iteration, one[name]] as const]));

describe.skipIf(!python)('the programs that exports are for', () => {
  let answer: PeerAnswer;
  beforeAll(() => {
    answer = runScript(python ?? undefined, 'peers.py');
  });

  it.each(['trained', 'images'])('find all tensors of a ticket: %s', (name) => {
    const { shapes, ticket, npzIsSafetensors, csr } = answer.networks[name] ?? {};
    expect(ticket).toBe(networks[name]?.provenance['ticket']);
    for (const [tensor, { shape }] of networks[name]?.start ?? []) {
      expect(shapes?.[tensor]).toEqual(shape);
      expect(shapes?.[`trained.${tensor}`]).toEqual(shape);
    }
    for (const [tensor, { shape }] of networks[name]?.mask ?? []) expect(shapes?.[`${tensor}_mask`]).toEqual(shape);
    expect([npzIsSafetensors, csr]).toEqual([true, true]);
  });

  it.each(['trained', 'images'])('compute its logits in ONNX Runtime, with zeros and with sparse initialisers: %s', (name) => {
    const ticket = networks[name];
    const expected = ticket ? logitsOf(ticket) : [];
    expectClose(answer.networks[name]?.onnx, expected, 4);
    expectClose(answer.networks[name]?.onnxSparse, expected, 4);
  });

  it('see the evaluations of every training in TensorBoard', () => {
    for (const { role, evaluations } of document.trainings) {
      const losses = answer.tensorboard[`small/${role}`]?.['validation/loss'] ?? [];
      expect(losses.map(([step]) => step)).toEqual(evaluations.map(({ iteration }) => iteration));
      losses.forEach(([, value], at) => expect(value).toBe(Math.fround(evaluations[at]?.validationLoss ?? NaN)));
    }
  });

  it('see them in MLflow, every digit, with the parameters of the config', () => {
    expect(Object.keys(answer.mlflow).toSorted()).toEqual(document.trainings.map(({ role }) => role).toSorted());
    for (const { role, evaluations } of document.trainings) {
      const { metrics, params } = answer.mlflow[role] ?? {};
      expect(metrics?.['validationLoss']).toEqual(pointsOf(evaluations, 'validationLoss'));
      expect(metrics?.['testAccuracy']).toEqual(pointsOf(evaluations, 'testAccuracy'));
      expect(params).toMatchObject({
        learningRate: '0.01',
        optimizer: 'adam',
        series: role.includes('reinit') ? 'randomReinit' : 'ticket',
      });
    }
  });
});

interface TorchAnswer {
  readonly logits: Readonly<Record<string, readonly number[]>>;
  readonly losses: readonly number[];
  readonly own: readonly number[];
}

describe.skipIf(!torch)('PyTorch', () => {
  let answer: TorchAnswer;
  beforeAll(() => {
    answer = runScript(torch?.python, 'torch_peer.py', torch?.path);
  });

  const lossesOf = (found: ExperimentDocument | null): readonly number[] =>
    (found?.trainings.find(({ series, round }) => series === 'ticket' && round === 1)?.evaluations ?? []).map(
      ({ validationLoss }) => validationLoss,
    );

  it.each(['trained', 'images'])('computes the logits of a ticket that load.py builds: %s', (name) => {
    const ticket = networks[name];
    expectClose(answer.logits[name], ticket ? logitsOf(ticket) : [], 4);
  });

  it('has the losses of our engine over 100 iterations with the same batches', () => {
    expect(lossesOf(document)).toHaveLength(10);
    expectClose(answer.losses, lossesOf(document), 3);
  });

  async function imported(source: string, experiment: string, train: boolean): Promise<ExperimentDocument> {
    const plan = await importPlan(path.join(folder, source), undefined, config);
    const end = await carryOut(request(storeFolder, { experiment, config: plan.config, imports: { tickets: plan.tickets, train } }));
    if (end.state !== 'finished') throw new Error(end.failure ?? '');
    return openStore(storeFolder).document(experiment);
  }

  it('has the losses that its own pruned network has here', async () => {
    expectClose(lossesOf(await imported('theirs.pt', 'theirs', true)), answer.own, 3);
    await imported('checkpoint.pt', 'checkpoint', false);
    const store = openStore(storeFolder);
    const [a, b] = [await store.ticket('theirs/trial-1/round-01'), await store.ticket('checkpoint/trial-1/round-01')];
    expect([a.maskHash, a.initialWeightsHash]).toEqual([b.maskHash, b.initialWeightsHash]);
    expect(b.remaining).toBeCloseTo(0.5, 2);
  });

  it('leaves results of open_lth that are tickets here, which can be trained', async () => {
    const { imported: tickets } = await imported('lottery_0', 'lth', false);
    expect(tickets).toMatchObject([
      { trial: 1, round: 0, remaining: 1 },
      { trial: 1, round: 1 },
    ]);
    const retrain = { ticket: 'lth/trial-1/round-01', change: { weights: 'same', mask: 'same' } } as const;
    const plan = await importPlan(path.join(folder, 'lottery_0'), undefined, config);
    const end = await carryOut(request(storeFolder, { experiment: 'lth', config: plan.config, retrain }));
    expect(end.failure).toBeNull();
    const { retrainings } = await openStore(storeFolder).document('lth');
    expect(retrainings.map(({ round, evaluations }) => [round, evaluations.length])).toEqual([[1, 10]]);
  });
});
