// Installs packages into a folder of their own, outside this project's node_modules.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';

/** Where VS Code, Chromium and their like live; git does not know it. */
export const cacheFolder = path.resolve(import.meta.dirname, '../../.vscode-test');

/** @param {string} cwd @param {string[]} args */
function npmOnce(cwd, args) {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['install', ...args, '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve(undefined) : reject(new Error(`npm install ${args.join(' ')} ended with ${code}`))));
  });
}

/**
 * `npm install` without any install script; tries twice.
 * @param {string} cwd
 * @param {...string} args
 */
export async function npmInstall(cwd, ...args) {
  mkdirSync(cwd, { recursive: true });
  const manifest = path.join(cwd, 'package.json');
  // Without one, npm would install into the project around it.
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  const all = ['--ignore-scripts', ...args];
  await npmOnce(cwd, all).catch(() => npmOnce(cwd, all));
}

/**
 * Fills a folder once, whatever the number of processes that ask: the marker is written last.
 * @param {string} name
 * @param {(folder: string) => Promise<void>} fill
 * @returns {Promise<string>} the folder
 */
export async function once(name, fill) {
  const folder = path.join(cacheFolder, name);
  const marker = path.join(folder, '.ready');
  if (existsSync(marker)) return folder;
  await withLock(path.join(cacheFolder, `${name}.lock`), async () => {
    if (existsSync(marker)) return;
    await fill(folder);
    writeFileSync(marker, '');
  });
  return folder;
}
