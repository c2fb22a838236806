/** Model files in the bundled runner: a whole experiment, an edited file, and a file that takes TensorFlow.js too long. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { folderVariable } from '../../../../src/engine/tfjs/backends/installed-package.ts';
import { limitVariables } from '../../../../src/runs/reading/read-in-thread.ts';
import type { Config, ConfigInput } from '../../../../src/shared/config/schema/schema.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';
import { modelFile, slowModel, textFile } from '../../../unit/engine/tfjs/model/model-files.ts';
import { bitsOf, carryOut, newStore, request, smallConfig } from '../../runs/harness.ts';

beforeAll(() => tf.setBackend('cpu'));
Reflect.deleteProperty(process.env, folderVariable);
afterEach(() => Reflect.deleteProperty(process.env, limitVariables.model));

const { layers } = tf;
const small = (): tf.Sequential =>
  tf.sequential({
    name: 'small',
    layers: [
      layers.flatten({ inputShape: [8, 8, 1], name: 'flat' }),
      layers.dense({ units: 30, activation: 'relu', name: 'hidden' }),
      layers.dropout({ rate: 0.2, name: 'drop' }),
      layers.dense({ units: 10, activation: 'softmax', name: 'scores' }),
    ],
  });
const configOf = (model: string, change: ConfigInput = {}): Config =>
  smallConfig({ network: { model }, training: { iterations: 60 }, ...change });

it('finds tickets, the same with one worker and with two, and nothing is trained twice', async () => {
  const [one, two] = [newStore(), newStore()];
  const config = configOf(await modelFile(small()), { pruning: { rounds: 2, rates: { hidden: 0.5 } } });
  const run = await carryOut(request(one, { config, workers: 1 }));
  expect(run).toMatchObject({ state: 'finished', failure: null, trained: 7, document: { engine: { name: 'tfjs', backend: 'wasm' } } });
  await carryOut(request(two, { config, workers: 2 }));
  expect(bitsOf(one)).toEqual(bitsOf(two));
  expect((await carryOut(request(one, { config }))).trained).toBe(0);
});

it('is another experiment once the file is another', async () => {
  const storeFolder = newStore();
  const file = await modelFile(small());
  const config = configOf(file);
  await carryOut(request(storeFolder, { config }));
  const shard = path.join(path.dirname(file), 'group1-shard1of1.bin');
  const values = new Float32Array(Uint8Array.from(readFileSync(shard)).buffer);
  // Every value: a single one may be pruned in all tickets, which are then the same as before.
  writeFileSync(shard, new Uint8Array(values.map((value) => value * 1.01).buffer));
  // All but the reinitialised, which know nothing of the file's weights where the mask is the same.
  expect((await carryOut(request(storeFolder, { config }))).trained).toBeGreaterThanOrEqual(5);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"rate":0.2', '"rate":0.3'));
  expect((await carryOut(request(storeFolder, { config }))).trained).toBe(7);
});

it('refuses before training a rate of a layer that the model has not', async () => {
  const config = configOf(await modelFile(small()), { pruning: { rates: { hiden: 0.5 } } });
  const run = await carryOut(request(newStore(), { config }));
  expect(run.failure).toBe('pruning.rates.hiden: the network has no layer of that name; its layers are hidden, scores');
});

it('names the file that is not there', async () => {
  const run = await carryOut(request(newStore(), { config: configOf('/nowhere/model.json') }));
  expect(run.failure).toBe('network.model: /nowhere/model.json: file not found; name the model.json of a model.');
});

it('stops at the time limit where TensorFlow.js takes too long', async () => {
  process.env[limitVariables.model] = '1';
  const file = slowModel(temporaryFolder());
  const run = await carryOut(request(newStore(), { config: configOf(file) }));
  expect(run.failure).toBe(
    `network.model: ${file}: expected to be read within 1 seconds (WINNING_TICKET_MODEL_SECONDS), found that it takes longer, and was stopped. The file is damaged or far too large: convert it anew.`,
  );
});

it('keeps the words of TensorFlow.js for the log', async () => {
  const layers = [{ class_name: 'Dense', config: { name: 'odd', units: -3, batch_input_shape: [null, 64] } }];
  const file = textFile(JSON.stringify({ modelTopology: { class_name: 'Sequential', config: { name: 's', layers } } }));
  const { failure, events } = await carryOut(request(newStore(), { config: configOf(file) }));
  expect(failure).toMatch(/TensorFlow\.js cannot build it: .* Convert the Keras model with "[^"]*"\.$/);
  const [log] = events.flatMap((event) => (event.method === 'log' && event.payload.text.startsWith('The reason') ? [event.payload] : []));
  expect(log).toMatchObject({ level: 'info', text: expect.stringContaining('units') as string });
});
