/** Stores that another version, or an accident, has written to. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../../src/runs/library/store.ts';
import { bitsOf, carryOut, experimentFile, request, trainedStore, trainingFolders } from './harness.ts';

const change = (file: string, from: string, to: string): string => {
  const text = readFileSync(file, 'utf8').replace(from, to);
  writeFileSync(file, text);
  return text;
};

it('leaves an experiment of a newer version alone, and says so', async () => {
  const { storeFolder } = await trainedStore();
  const newer = change(experimentFile(storeFolder), '"schemaVersion": 1', '"schemaVersion": 2');
  const run = await carryOut(request(storeFolder));
  expect(run.state).toBe('failed');
  expect(run.failure).toMatch(/experiment\.json: was written by a newer version .*; update Winning Ticket/);
  expect(readFileSync(experimentFile(storeFolder), 'utf8')).toBe(newer);
  expect(await carryOut(request(storeFolder, { experiment: 'other' }))).toMatchObject({ state: 'finished', trained: 0 });
  await expect(openStore(storeFolder).collectGarbage(false)).rejects.toThrow('newer version');
});

it('leaves a training of a newer version alone; the rest stays usable', async () => {
  const { storeFolder } = await trainedStore();
  const file = path.join(trainingFolders(storeFolder)[0] ?? '', 'training.json');
  const newer = change(file, '"schemaVersion": 1', '"schemaVersion": 2');
  const document = await openStore(storeFolder).document('small');
  expect(document.trainings).toHaveLength(6);
  expect(document.failure).toContain('newer version');
  const run = await carryOut(request(storeFolder));
  expect(run.state).toBe('failed');
  expect(run.failure).toContain('update Winning Ticket');
  expect(readFileSync(file, 'utf8')).toBe(newer);
});

it('makes anew what is damaged or missing', async () => {
  const { storeFolder } = await trainedStore();
  const whole = bitsOf(storeFolder);
  const [first = '', second = ''] = trainingFolders(storeFolder);
  writeFileSync(path.join(first, 'training.json'), '{"schemaVersion": 1, "spec');
  rmSync(second, { recursive: true });
  const run = await carryOut(request(storeFolder));
  expect(run).toMatchObject({ state: 'finished', trained: 2 });
  expect(bitsOf(storeFolder)).toEqual(whole);
});

it('trains a ticket again whose weights are damaged', async () => {
  const { storeFolder } = await trainedStore();
  const dense = (await openStore(storeFolder).document('small')).trainings.find(({ role }) => role === 'trial-1/round-00/ticket');
  const { finalWeights } = (await openStore(storeFolder).readTraining(dense?.hash ?? '')) ?? { finalWeights: '' };
  writeFileSync(path.join(storeFolder, 'tensors', `${finalWeights}.safetensors`), 'damaged');
  expect(await carryOut(request(storeFolder))).toMatchObject({ state: 'finished', trained: 1 });
});

it('reads files with fields that are unknown', async () => {
  const {
    storeFolder,
    run: { document },
  } = await trainedStore();
  change(path.join(trainingFolders(storeFolder)[0] ?? '', 'training.json'), '"schemaVersion": 1', '"schemaVersion": 1, "later": true');
  change(experimentFile(storeFolder), '"schemaVersion": 1', '"schemaVersion": 1, "later": true');
  expect(await openStore(storeFolder).document('small')).toEqual(document);
});
