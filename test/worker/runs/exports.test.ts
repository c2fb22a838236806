/** Tickets, retrainings and optimiser states of a store as files. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { InputNormalization } from '../../../src/formats/exported-ticket.ts';
import { exportFiles, type ExportRequest } from '../../../src/runs/exchange/export-ticket.ts';
import { importPlan } from '../../../src/runs/exchange/import-plan.ts';
import { saveFiles } from '../../../src/runs/exchange/save-files.ts';
import { openStore } from '../../../src/runs/library/store.ts';
import { decodeTensors } from '../../../src/shared/tensors/safetensors.ts';
import { carryOut, newStore, request, runnerFile, smallConfig, trainedStore } from './harness.ts';

const same = { weights: 'same', mask: 'same' } as const;
const ticket = 'small/trial-1/round-02';
const programFolder = path.dirname(runnerFile);
const cases = path.join(import.meta.dirname, '../../fixtures/cases/BASE');

async function tensorsOf(storeFolder: string, name: string, options: ExportRequest['options'] = {}) {
  const made = await exportFiles(openStore(storeFolder), { name, format: 'safetensors', options }, programFolder);
  const [main] = made.files;
  return { ...decodeTensors(main?.bytes ?? new Uint8Array()), notes: made.notes };
}

it('exports what a retraining has come to, also one that repeats a control', async () => {
  const { storeFolder } = await trainedStore();
  for (const change of [
    { ...same, iterations: 40 },
    { ...same, weights: 'reinit' },
  ] as const)
    await carryOut(request(storeFolder, { retrain: { ticket, change } }));
  const store = openStore(storeFolder);
  const { retrainings } = await store.ticket(ticket);
  expect(retrainings.map(({ role }) => role)).toEqual(['trial-1/round-02/retraining-1', 'trial-1/round-02/retraining-2']);
  for (const { role, hash } of retrainings) {
    const record = await store.readTraining(hash);
    const trained = await store.tensors.weights(record?.finalWeights ?? '');
    const start = await store.tensors.weights(record?.spec.weights ?? '');
    const { tensors } = await tensorsOf(storeFolder, `small/${role}`);
    expect(tensors.get('trained.fc1.weight')?.data).toEqual(trained.get('fc1.weight')?.data);
    expect(tensors.get('fc1.weight')?.data).toEqual(start.get('fc1.weight')?.data);
  }
  await expect(tensorsOf(storeFolder, `${ticket}/retraining-3`)).rejects.toThrow(/There is no training .*retraining-3/);
});

it("holds the optimiser's state where a run has kept it, and says where it has not", async () => {
  const { storeFolder } = await trainedStore();
  expect((await tensorsOf(storeFolder, ticket, { optimizer: true })).notes).toEqual([expect.stringContaining('state was not kept')]);
  const going = newStore();
  const config = smallConfig({ rewind: 'none', pruning: { rounds: 1 }, controls: { randomReinit: 0, randomMask: 0 } });
  expect(await carryOut(request(going, { config }))).toMatchObject({ state: 'finished' });
  const store = openStore(going);
  const [dense] = (await store.document('small')).trainings;
  const record = await store.readTraining(dense?.hash ?? '');
  const kept = await store.tensors.optimizerState(record?.optimizerState ?? '');
  const { tensors, notes } = await tensorsOf(going, 'small/trial-1/round-00', { optimizer: true });
  expect(notes).toEqual([]);
  expect([...kept.slots.keys()].toSorted()).toEqual(['adam.m', 'adam.v']);
  for (const [slot, weights] of kept.slots)
    for (const [name, { data }] of weights) expect(tensors.get(`optimizer.${slot}.${name}`)?.data, `${slot}.${name}`).toEqual(data);
});

interface Table {
  readonly label: number;
  readonly values: readonly number[];
}

function tableRows(file: string): readonly Table[] {
  const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [label = NaN, ...values] = line.split(',').map(Number);
    return { label, values };
  });
}

const product = (weights: ArrayLike<number>, bias: ArrayLike<number>, inputs: readonly number[]): readonly number[] =>
  Array.from(bias, (start, unit) =>
    inputs.reduce((sum, input, place) => sum + input * (weights[unit * inputs.length + place] ?? NaN), start),
  );

it('says how to normalise the columns of a table: whoever does gets the accuracy of the run', async () => {
  const going = newStore();
  const [train, test] = ['train60.csv', 'test30.csv'].map((name) => path.join(cases, name));
  const dataset = { kind: 'csv', train: train ?? '', test: test ?? '', normalization: 'per-feature' } as const;
  const training = { validationSize: 10, batchSize: 10, testEvaluation: 'every' } as const;
  const config = smallConfig({ dataset, training, pruning: { rounds: 1 }, controls: { randomReinit: 0, randomMask: 0 } });
  expect(await carryOut(request(going, { config }))).toMatchObject({ state: 'finished' });
  const { tensors, metadata } = await tensorsOf(going, 'small/trial-1/round-01');
  const { values, mean, standardDeviation } = JSON.parse(metadata.get('inputNormalization') ?? '') as InputNormalization;
  expect(values).toBe('columns');
  const of = (name: string): ArrayLike<number> => Array.from(tensors.get(`trained.${name}`)?.data ?? [], Number);
  const rows = tableRows(test ?? '');
  const right = rows.filter((row) => {
    const inputs = row.values.map((value, column) => (value - (mean[column] ?? NaN)) / (standardDeviation[column] ?? NaN));
    const hidden = product(of('fc1.weight'), of('fc1.bias'), inputs).map((sum) => Math.max(0, sum));
    const outputs = product(of('fc2.weight'), of('fc2.bias'), hidden);
    return outputs.indexOf(Math.max(...outputs)) === row.label;
  });
  expect(right.length / rows.length).toBeCloseTo(Number(metadata.get('testAccuracyAtEnd')), 6);
});

it('imports a ticket without training it as one that is not trained, until it is retrained', async () => {
  const { storeFolder } = await trainedStore();
  const made = await exportFiles(openStore(storeFolder), { name: ticket, format: 'npz', output: `${storeFolder}/` }, programFolder);
  const [file = ''] = await saveFiles(made.folder, made.files, false);
  const plan = await importPlan(file, undefined, smallConfig());
  const order = { experiment: 'theirs', config: plan.config };
  const imported = await carryOut(request(storeFolder, { ...order, imports: { tickets: plan.tickets, train: false } }));
  const original = await openStore(storeFolder).ticket(ticket);
  const words = { kind: 'imported', title: 'Imported tickets.' };
  expect(imported.document).toMatchObject({
    plannedTrainings: 1,
    imported: [{ trial: 1, round: 1, remaining: original.remaining }],
    headline: { ...words, text: '0 of 1 trained. The others can be retrained.' },
  });
  const retrain = { ticket: 'theirs/trial-1/round-01', change: same };
  const again = await carryOut(request(storeFolder, { ...order, retrain }));
  expect(again.document).toMatchObject({ headline: { ...words, text: 'All are trained.' }, retrainings: { length: 1 } });
  // The same weights, mask and batches as the original.
  expect(again.document?.retrainings[0]?.hash).toBe(original.training?.hash);
});
