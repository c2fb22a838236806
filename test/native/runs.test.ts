/** Whole runs on native TensorFlow in the bundled runner. */
import { beforeAll, expect, it } from 'vitest';
import { folderVariable } from '../../src/engine/tfjs/backends/installed-package.ts';
import { nativeFolder } from '../unit/engine/tfjs/backends/backends.ts';
import { bitsOf, carryOut, newStore, request, smallConfig } from '../worker/runs/harness.ts';

// The runner's process inherits it.
beforeAll(() => void (process.env[folderVariable] = nativeFolder ?? ''));

it('takes the native library first, with the same bits each time', async () => {
  const [one, two] = [newStore(), newStore()];
  const config = smallConfig({ engine: 'tfjs', network: { layers: [{ kind: 'convolution', filters: 4 }, { units: 10 }] } });
  const run = await carryOut(request(one, { config, workers: 1 }));
  expect(run).toMatchObject({ state: 'finished', failure: null, trained: 7, document: { engine: { name: 'tfjs', backend: 'native' } } });
  await carryOut(request(two, { config, workers: 2 }));
  expect(bitsOf(one)).toEqual(bitsOf(two));
});
