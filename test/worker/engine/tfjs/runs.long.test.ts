/** Whole runs on TensorFlow.js in the bundled runner. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { folderVariable } from '../../../../src/engine/tfjs/backends/installed-package.ts';
import type { Config, ConfigInput } from '../../../../src/shared/config/schema/schema.ts';
import { sharedFolder } from '../../../temporary-folder.ts';
import { bitsOf, carryOut, experimentFile, type FinishedRun, newStore, request, smallConfig } from '../../runs/harness.ts';

// Whatever this machine has: what these tests expect is the choice without it.
Reflect.deleteProperty(process.env, folderVariable);
const notNative = '"native-gpu" is not installed; "webgpu" is not installed; "native" is not installed; ';
const reason = `${notNative}"wasm" has all that this network needs`;
const engineOf = (store: string): unknown => (JSON.parse(readFileSync(experimentFile(store), 'utf8')) as { engine: unknown }).engine;

/** A third of the usual iterations: TensorFlow.js takes its time. */
const configOf = (change: ConfigInput): Config => smallConfig({ training: { iterations: 60 }, ...change });
const config = configOf({ engine: 'tfjs' });
/** Trained once for the tests that only look, or train beside it. */
let storeFolder = '';
let run: FinishedRun;
beforeAll(async () => {
  storeFolder = path.join(sharedFolder(), '.winning-ticket');
  run = await carryOut(request(storeFolder, { config, workers: 2 }));
});

it('finds tickets, writes down the backend and its reason, and trains nothing twice', async () => {
  expect(run).toMatchObject({ state: 'finished', failure: null, trained: 7, document: { engine: { name: 'tfjs', backend: 'wasm' } } });
  const logs = run.events.flatMap((event) => (event.method === 'log' ? [event.payload.text] : []));
  expect(logs).toContain(`TensorFlow.js computes with its backend "wasm": ${reason}.`);
  expect(engineOf(storeFolder)).toEqual({ name: 'tfjs', numerics: 2, backend: 'wasm', reason });
  expect((await carryOut(request(storeFolder, { config }))).trained).toBe(0);
});

it('gives the same bits with one worker and with two', async () => {
  const one = newStore();
  await carryOut(request(one, { config, workers: 1 }));
  expect(bitsOf(one)).toEqual(bitsOf(storeFolder));
});

it('shares nothing with the embedded engine, nor one backend with another', async () => {
  for (const change of [{ engine: 'wasm' }, { engine: 'tfjs', backend: 'cpu' }] as const)
    expect(await carryOut(request(storeFolder, { config: configOf(change) }))).toMatchObject({ state: 'finished', trained: 7 });
});

it('keeps the backend that an experiment began with', async () => {
  const storeFolder = newStore();
  await carryOut(request(storeFolder, { config: configOf({ engine: 'tfjs', backend: 'cpu' }) }));
  const more = await carryOut(request(storeFolder, { config: configOf({ engine: 'tfjs', pruning: { rounds: 3 } }) }));
  expect(more).toMatchObject({ state: 'finished', trained: 3, document: { engine: { backend: 'cpu' } } });
});

it('refuses before training what the named backend cannot train', async () => {
  const network = { layers: [{ kind: 'convolution', filters: 4 }, { units: 10 }] } as const;
  const config = configOf({ engine: 'tfjs', backend: 'wasm', network: { layers: [...network.layers] } });
  const run = await carryOut(request(newStore(), { config }));
  expect(run.state).toBe('failed');
  expect(run.failure).toBe(
    'engine: TensorFlow.js cannot train this network: "wasm" lacks the operation Conv2DBackpropFilter. Leave out "backend", or take the engine "wasm".',
  );
});

it('says so where a named backend is not installed', async () => {
  const run = await carryOut(request(newStore(), { config: configOf({ engine: 'tfjs', backend: 'native' }) }));
  expect(run.failure).toContain('"native" is not installed');
});
