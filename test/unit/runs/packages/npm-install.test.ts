/** The real npm where it answers at once, and a stand-in where a download would take minutes. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSync } from 'esbuild';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { hasLibrary, npmInstall } from '../../../../src/runs/packages/npm-install.ts';
import { thisComputer } from '../../../../src/data/files/processes.ts';
import { sharedFolder } from '../../../temporary-folder.ts';

const folders: string[] = [];
function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'wt-npm-'));
  folders.push(folder);
  return folder;
}
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

let processFile = '';
beforeAll(() => {
  processFile = path.join(sharedFolder(), 'npm-process.cjs');
  buildSync({
    entryPoints: ['src/runs/packages/npm-process.ts'],
    bundle: true,
    platform: 'node',
    target: 'node20',
    outfile: processFile,
  });
});

const order = (change: object = {}): Parameters<typeof npmInstall>[0] => ({
  processFile,
  folder: newFolder(),
  packageName: 'one',
  runsScripts: true,
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

/** Has ended, or has not within some seconds. */
async function isGone(pid: number): Promise<boolean> {
  const alive = (): boolean => thisComputer().isAlive(pid);
  for (let tries = 0; tries < 60 && alive(); tries++) await sleep(50);
  return !alive();
}

/** npm that has started an install script, which goes on for a minute. It says the numbers of both processes. */
const slow = 'sleep 60 & echo "$$ $!"; wait';
const numbersIn = (line: string): number[] => line.split(' ').map(Number);

it.skipIf(process.platform === 'win32')('ends when it is cancelled, with all that it has started', async () => {
  const stop = new AbortController();
  let pids: number[] = [];
  const onLine = (line: string): void => {
    pids = numbersIn(line);
    stop.abort();
  };
  await expect(npmInstall(order({ env: standIn(slow), signal: stop.signal, onLine }))).rejects.toThrow('aborted');
  expect(pids).toHaveLength(2);
  for (const pid of pids) expect(await isGone(pid)).toBe(true);
});

it.skipIf(process.platform === 'win32')('ends when the editor is killed, with all that it has started', async () => {
  const file = path.join(newFolder(), 'editor.cjs');
  writeFileSync(
    file,
    `const npm = require('node:child_process').fork(${JSON.stringify(processFile)}, ['install'], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
     npm.stdout.pipe(process.stdout);`,
  );
  const editor = spawn(process.execPath, [file], { env: standIn(slow), stdio: ['ignore', 'pipe', 'inherit'] });
  const pids = await new Promise<number[]>((resolve) => editor.stdout.once('data', (line: Buffer) => resolve(numbersIn(line.toString()))));
  editor.kill('SIGKILL');
  for (const pid of pids) expect(await isGone(pid)).toBe(true);
});

/** Settings of a user by which npm installs elsewhere, or nothing, and says that all is well. */
const hostile = {
  ...{ npm_config_global: 'true', npm_config_location: 'global', npm_config_dry_run: 'true', npm_config_package_lock_only: 'true' },
  ...{ npm_config_ignore_scripts: 'false', npm_config_audit: 'true' },
};

it('installs where it was asked to, whatever the environment wishes, and runs no script that it should not', async () => {
  const [source, folder, prefix] = [newFolder(), newFolder(), newFolder()];
  const scripts = { preinstall: 'touch ran', install: 'touch ran', postinstall: 'touch ran' };
  writeFileSync(path.join(source, 'package.json'), JSON.stringify({ name: 'local-one', version: '1.0.0', scripts }));
  // A project that somebody has put there has scripts too.
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, scripts }));
  const env = { ...process.env, ...hostile, npm_config_prefix: prefix };
  await npmInstall(order({ folder, env, packageName: source, runsScripts: false }));
  expect(existsSync(path.join(folder, 'node_modules/local-one/package.json'))).toBe(true);
  expect([folder, source].filter((one) => existsSync(path.join(one, 'ran')))).toEqual([]);
  expect(readdirSync(prefix)).toEqual([]);
});

it.skipIf(process.platform === 'win32')('two at once follow one another', async () => {
  const folder = newFolder();
  const env = standIn('mkdir busy || exit 1; sleep 0.2; rmdir busy');
  await Promise.all([1, 2, 3].map(() => npmInstall(order({ folder, env }))));
  expect(readdirSync(folder)).toEqual(['package.json']);
});

it('says what is in the way of its folder', async () => {
  const folder = newFolder();
  writeFileSync(path.join(folder, 'file'), '');
  const inFile = path.join(folder, 'file', 'packages');
  await expect(npmInstall(order({ folder: path.join(folder, 'file') }))).rejects.toThrow(
    `Nothing can be installed in ${path.join(folder, 'file')}: `,
  );
  await expect(npmInstall(order({ folder: inFile }))).rejects.toThrow(`Nothing can be installed in ${inFile}: `);
});

it.skipIf(process.platform === 'win32').each([
  ['a manifest that is none', (folder: string) => writeFileSync(path.join(folder, 'package.json'), '{'), /JSON/],
  ['a folder for the manifest', (folder: string) => mkdirSync(path.join(folder, 'package.json')), /EISDIR|directory/i],
])('gives the reason where there is %s', async (_, prepare, reason) => {
  const folder = newFolder();
  prepare(folder);
  const failing = npmInstall(order({ folder, packageName: newFolder() }));
  await expect(failing).rejects.toThrow(reason);
  await expect(failing).rejects.toThrow(/^npm could not install/);
});

it('says what is wrong with the options of Node.js that the environment holds', async () => {
  const env = { ...process.env, NODE_OPTIONS: '--no-such-option' };
  await expect(npmInstall(order({ env }))).rejects.toThrow(/NODE_OPTIONS/);
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
