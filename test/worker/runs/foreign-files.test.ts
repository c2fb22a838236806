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
  expect(document).toMatchObject({ failure: null, damage: [expect.stringContaining('newer version')] });
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

it('makes every damaged mask and set of initial weights anew, with a warning, and trains nothing again', async () => {
  const { storeFolder } = await trainedStore();
  const tensors = path.join(storeFolder, 'tensors');
  const { tickets } = JSON.parse(readFileSync(experimentFile(storeFolder), 'utf8')) as { tickets: Record<string, Record<string, string>> };
  const hashes = [...new Set(Object.values(tickets).flatMap(({ mask, initialWeights }) => [mask, initialWeights]))];
  const files = hashes.map((hash) => path.join(tensors, `${hash ?? ''}.safetensors`));
  const whole = files.map((file) => readFileSync(file));
  files.forEach((file, index) =>
    writeFileSync(
      file,
      Buffer.from(whole[index] ?? [])
        .fill(1, index * 7, index * 7 + 1)
        .subarray(0, -index || undefined),
    ),
  );
  const { events, ...run } = await carryOut(request(storeFolder));
  expect(run).toMatchObject({ state: 'finished', trained: 0 });
  expect(files.map((file) => readFileSync(file))).toEqual(whole);
  const warnings = events.flatMap(({ method, payload }) => (method === 'log' && payload.level === 'warn' ? [payload.text] : []));
  expect(new Set(warnings)).toEqual(
    new Set(files.map((file) => `${file}: is damaged: its content is not what its name says. It is made anew.`)),
  );
});

it('keeps a damaged record under another name, its retrainings in the new one', async () => {
  const { storeFolder } = await trainedStore();
  const retrain = { ticket: 'small/trial-1/round-01', change: { weights: 'same', mask: 'same', iterations: 40 } } as const;
  expect(await carryOut(request(storeFolder, { retrain }))).toMatchObject({ state: 'finished', trained: 1 });
  const { retrainings } = await openStore(storeFolder).recordOf('small');
  const damaged = readFileSync(experimentFile(storeFolder), 'utf8').slice(0, 300);
  writeFileSync(experimentFile(storeFolder), damaged);
  expect((await carryOut(request(storeFolder, { retrain }))).failure).toMatch(
    /experiment\.json: is damaged: .* Run the experiment again to make it anew\.$/,
  );
  const { events, ...run } = await carryOut(request(storeFolder));
  expect(run).toMatchObject({ state: 'finished', trained: 0, document: { retrainings: { length: 1 } } });
  expect(await openStore(storeFolder).recordOf('small')).toMatchObject({ retrainings });
  expect(readFileSync(path.join(path.dirname(experimentFile(storeFolder)), 'experiment.damaged-1.json'), 'utf8')).toBe(damaged);
  expect(JSON.stringify(events)).toContain('with its retrainings (1). The damaged file is now called experiment.damaged-1.json.');
});

it('trains again what two copies of its evaluations disagree about, and mends a copy that is cut', async () => {
  const { storeFolder } = await trainedStore();
  const whole = bitsOf(storeFolder);
  const [first = '', second = ''] = trainingFolders(storeFolder).map((folder) => path.join(folder, 'evaluations.jsonl'));
  const text = readFileSync(first, 'utf8');
  change(first, '"validationLoss":', '"validationLoss":1');
  writeFileSync(second, readFileSync(second).subarray(0, 100));
  const run = await carryOut(request(storeFolder));
  expect(run).toMatchObject({ state: 'finished', trained: 1 });
  expect(JSON.stringify(run.events)).toMatch(/they hold different evaluations\. It is trained again/);
  expect(JSON.stringify(run.events)).toContain(`${second}: is damaged or missing. It is made anew.`);
  expect(readFileSync(first, 'utf8')).toBe(text);
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
  const { storeFolder } = await trainedStore();
  const document = await openStore(storeFolder).document('small');
  expect(document?.state).toBe('finished');
  change(path.join(trainingFolders(storeFolder)[0] ?? '', 'training.json'), '"schemaVersion": 1', '"schemaVersion": 1, "later": true');
  change(experimentFile(storeFolder), '"schemaVersion": 1', '"schemaVersion": 1, "later": true');
  expect(await openStore(storeFolder).document('small')).toEqual(document);
});
