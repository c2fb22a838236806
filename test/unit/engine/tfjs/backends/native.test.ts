/** What is said of a native library that cannot be used. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { chooseBackend } from '../../../../../src/engine/tfjs/choose-backend.ts';
import { folderVariable } from '../../../../../src/engine/tfjs/backends/installed-package.ts';
import { startBackend } from '../../../../../src/engine/tfjs/backends/start-backend.ts';
import type { Network } from '../../../../../src/shared/network/network.ts';
import { temporaryFolder } from '../../../../temporary-folder.ts';
import { say } from '../../../../../src/shared/text/told.ts';

const before = process.env[folderVariable];
afterEach(() => (before === undefined ? Reflect.deleteProperty(process.env, folderVariable) : (process.env[folderVariable] = before)));

const network: Network = {
  inputShape: [1, 2, 2],
  classes: 2,
  layers: [{ kind: 'dense', name: 'fc1', inputs: 4, outputs: 2, activation: 'none' }],
};

/** A folder with a tfjs-node of this version that does this when it is loaded. */
function installed(version: string, code: string): void {
  const folder = temporaryFolder();
  const inner = path.join(folder, 'node_modules/@tensorflow/tfjs-node');
  mkdirSync(inner, { recursive: true });
  writeFileSync(path.join(inner, 'package.json'), JSON.stringify({ name: '@tensorflow/tfjs-node', version, main: 'index.js' }));
  writeFileSync(path.join(inner, 'index.js'), code);
  process.env[folderVariable] = folder;
}

it('names the version that is wanted', async () => {
  installed('4.20.0', 'module.exports = {};');
  await expect(startBackend('native', '/nowhere')).rejects.toThrow(
    'cannot be loaded (it is version 4.20.0; install @tensorflow/tfjs-node@4.22.0)',
  );
});

it('says in words of our own that it cannot be loaded; what its library said is for the log', async () => {
  installed('4.22.0', "throw new Error('no tfjs_binding.node\\nsecond line');");
  const choice = await chooseBackend(network, ['native'], '/nowhere');
  expect({ ...choice, reason: say(choice.reason) }).toEqual({
    backend: null,
    reason: '"native" is installed but cannot be loaded; install it again, with this Node and on this computer',
    detail: '"native": no tfjs_binding.node\nsecond line',
  });
});

it('says that it is not installed', async () => {
  process.env[folderVariable] = temporaryFolder();
  await expect(startBackend('native-gpu', '/nowhere')).rejects.toThrow('is not installed');
});
