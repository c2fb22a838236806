/** Whole runs on TensorFlow.js in the bundled runner. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { folderVariable } from '../../../../src/engine/tfjs/native.ts';
import { nativeFolder, noNative } from '../../../unit/engine/tfjs/backends.ts';
import { bitsOf, carryOut, experimentFile, newStore, request, smallConfig } from '../../runs/harness.ts';

// Whatever this machine has: what these tests expect is the choice without it.
Reflect.deleteProperty(process.env, folderVariable);
const notNative = '"native-gpu" is not installed; "native" is not installed; ';
const reason = `${notNative}"wasm" has all that this network needs`;
const engineOf = (store: string): unknown => (JSON.parse(readFileSync(experimentFile(store), 'utf8')) as { engine: unknown }).engine;

it('finds tickets, writes down the backend and its reason, and trains nothing twice', async () => {
  const storeFolder = newStore();
  const config = smallConfig({ engine: 'tfjs' });
  const run = await carryOut(request(storeFolder, { config }));
  expect(run).toMatchObject({ state: 'finished', failure: null, trained: 7, document: { engine: { name: 'tfjs', backend: 'wasm' } } });
  const logs = run.events.flatMap((event) => (event.method === 'log' ? [event.payload.text] : []));
  expect(logs).toContain(`TensorFlow.js computes with its backend "wasm": ${reason}.`);
  expect(engineOf(storeFolder)).toEqual({ name: 'tfjs', numerics: 2, backend: 'wasm', reason });
  expect((await carryOut(request(storeFolder, { config }))).trained).toBe(0);
});

it('shares nothing with the embedded engine, nor one backend with another', async () => {
  const storeFolder = newStore();
  for (const change of [{ engine: 'wasm' }, { engine: 'tfjs' }, { engine: 'tfjs', backend: 'cpu' }] as const)
    expect(await carryOut(request(storeFolder, { config: smallConfig(change) }))).toMatchObject({ state: 'finished', trained: 7 });
});

it('keeps the backend that an experiment began with', async () => {
  const storeFolder = newStore();
  await carryOut(request(storeFolder, { config: smallConfig({ engine: 'tfjs', backend: 'cpu' }) }));
  const more = await carryOut(request(storeFolder, { config: smallConfig({ engine: 'tfjs', pruning: { rounds: 3 } }) }));
  expect(more).toMatchObject({ state: 'finished', trained: 3, document: { engine: { backend: 'cpu' } } });
});

it('gives the same bits with one worker and with two', async () => {
  const [one, two] = [newStore(), newStore()];
  const config = smallConfig({ engine: 'tfjs' });
  await carryOut(request(one, { config, workers: 1 }));
  await carryOut(request(two, { config, workers: 2 }));
  expect(bitsOf(one)).toEqual(bitsOf(two));
});

it('refuses before training what the named backend cannot train', async () => {
  const network = { layers: [{ kind: 'convolution', filters: 4 }, { units: 10 }] } as const;
  const config = smallConfig({ engine: 'tfjs', backend: 'wasm', network: { layers: [...network.layers] } });
  const run = await carryOut(request(newStore(), { config }));
  expect(run.state).toBe('failed');
  expect(run.failure).toBe(
    'engine: TensorFlow.js cannot train this network: "wasm" lacks the operation Conv2DBackpropFilter. Leave out "backend", or take the engine "wasm".',
  );
});

it('says so where a named backend is not installed', async () => {
  const run = await carryOut(request(newStore(), { config: smallConfig({ engine: 'tfjs', backend: 'native' }) }));
  expect(run.failure).toContain('"native" is not installed');
});

it.skipIf(nativeFolder === null)(
  nativeFolder === null ? noNative : 'takes the native library first, with the same bits each time',
  async () => {
    process.env[folderVariable] = nativeFolder ?? '';
    const [one, two] = [newStore(), newStore()];
    const config = smallConfig({ engine: 'tfjs', network: { layers: [{ kind: 'convolution', filters: 4 }, { units: 10 }] } });
    const run = await carryOut(request(one, { config, workers: 1 }));
    expect(run).toMatchObject({ state: 'finished', failure: null, trained: 7, document: { engine: { name: 'tfjs', backend: 'native' } } });
    await carryOut(request(two, { config, workers: 2 }));
    expect(bitsOf(one)).toEqual(bitsOf(two));
    Reflect.deleteProperty(process.env, folderVariable);
  },
);
