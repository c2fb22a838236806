/** The real npm where it answers at once, and a stand-in where a download would take minutes. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';

import { hasLibrary, npmInstall } from '../../../../src/extension/native/npm-install.ts';

const folders: string[] = [];
function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'wt-npm-'));
  folders.push(folder);
  return folder;
}
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const order = (change: object = {}): Parameters<typeof npmInstall>[0] => ({
  folder: newFolder(),
  packageName: 'one',
  signal: new AbortController().signal,
  onLine: () => undefined,
  ...change,
});

/** A command `npm` that does this. */
function standIn(script: string): NodeJS.ProcessEnv {
  const folder = newFolder();
  const file = path.join(folder, 'npm');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return { ...process.env, PATH: `${folder}${path.delimiter}${process.env['PATH'] ?? ''}` };
}

it('installs a package into a project of its own, with the real npm', async () => {
  const [source, folder] = [newFolder(), path.join(newFolder(), 'not', 'there', 'yet')];
  writeFileSync(path.join(source, 'package.json'), '{ "name": "local-one", "version": "1.0.0" }');
  await npmInstall(order({ folder, packageName: source }));
  expect(existsSync(path.join(folder, 'node_modules/local-one/package.json'))).toBe(true);
});

it.skipIf(process.platform === 'win32')('says every line, and the reason where npm fails', async () => {
  const lines: string[] = [];
  const env = standIn('echo fetching; echo "npm error code ENOTFOUND" >&2; echo "npm error network is unreachable" >&2; exit 1');
  const failing = npmInstall(order({ env, packageName: '@tensorflow/tfjs-node@4.22.0', onLine: (line: string) => lines.push(line) }));
  await expect(failing).rejects.toThrow('npm could not install @tensorflow/tfjs-node@4.22.0: network is unreachable');
  expect(lines).toContain('fetching');
});

it.skipIf(process.platform === 'win32')('finds the reason of an install script, as tfjs-node gives it without a network', async () => {
  const said = [
    'Error: getaddrinfo ENOTFOUND storage.googleapis.com',
    '    at GetAddrInfoReqWrap.onlookup (node:dns:111:26) {',
    'npm error code 1',
    'npm error path /somewhere/node_modules/@tensorflow/tfjs-node',
    'npm error command failed',
    'npm error command sh -c node scripts/install.js',
    'npm error A complete log of this run can be found in: /somewhere.log',
  ];
  const env = standIn(`${said.map((line) => `echo '${line}' >&2`).join('; ')}; exit 1`);
  await expect(npmInstall(order({ env }))).rejects.toThrow(
    'npm could not install one: Error: getaddrinfo ENOTFOUND storage.googleapis.com',
  );
});

it.skipIf(process.platform === 'win32')('says that npm is missing, and where it comes from', async () => {
  await expect(npmInstall(order({ env: { PATH: newFolder() } }))).rejects.toThrow('npm was not found. Install Node.js');
});

it.skipIf(process.platform === 'win32')('ends when it is cancelled', async () => {
  const stop = new AbortController();
  const env = standIn('echo begun; exec sleep 60');
  const running = npmInstall(order({ env, signal: stop.signal, onLine: () => stop.abort() }));
  await expect(running).rejects.toThrow('aborted');
});

it('knows a package without its library from one with it', () => {
  const folder = newFolder();
  const installed = path.join(folder, 'node_modules/@tensorflow/tfjs-node');
  for (const inner of ['lib/napi-v8', 'deps/lib']) mkdirSync(path.join(installed, inner), { recursive: true });
  writeFileSync(path.join(installed, 'lib/napi-v8/tfjs_binding.node'), '');
  expect(hasLibrary(folder, '@tensorflow/tfjs-node')).toBe(false);
  for (const library of ['libtensorflow.so', 'libtensorflow.dylib', 'tensorflow.dll'])
    writeFileSync(path.join(installed, 'deps/lib', library), '');
  expect(hasLibrary(folder, '@tensorflow/tfjs-node')).toBe(true);
});
