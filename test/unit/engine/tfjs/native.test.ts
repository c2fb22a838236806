/** What is said of a native library that cannot be used. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { folderVariable } from '../../../../src/engine/tfjs/native.ts';
import { startBackend } from '../../../../src/engine/tfjs/start-backend.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';

const before = process.env[folderVariable];
afterEach(() => (before === undefined ? Reflect.deleteProperty(process.env, folderVariable) : (process.env[folderVariable] = before)));

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

it('says why it cannot be loaded', async () => {
  installed('4.22.0', "throw new Error('no tfjs_binding.node\\nsecond line');");
  await expect(startBackend('native', '/nowhere')).rejects.toThrow('cannot be loaded (no tfjs_binding.node)');
});

it('says that it is not installed', async () => {
  process.env[folderVariable] = temporaryFolder();
  await expect(startBackend('native-gpu', '/nowhere')).rejects.toThrow('is not installed');
});
