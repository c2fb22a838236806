// A VS Code server with a fresh data folder, the packed extension installed, as users have it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawnServer, startVSCodeServer } from '../../harness/server.mjs';

const defaults = {
  'workbench.startupEditor': 'none',
  'telemetry.telemetryLevel': 'off',
  'security.workspace.trust.enabled': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
};

/** @typedef {Awaited<ReturnType<typeof startServer>>} Server */

/** A fresh folder; whoever asks for it removes it. @param {string} [name] */
export const makeTemporary = (name = 'wt-e2e-') => mkdtempSync(path.join(tmpdir(), name));

/** Removes a folder, also while a late process still writes to it. @param {string} folder */
export const removeTemporary = (folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });

/** @param {import('../../harness/server.mjs').ServerProcess} child @returns {Promise<string>} */
function outputOf(child) {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(output) : reject(new Error(`The VS Code server ended with ${code}: ${output}`))));
  });
}

/**
 * Installs a packed extension into a server's data folder (a fresh one unless given) and answers that folder.
 * @param {string} vsix
 * @param {string} [dataDir]
 */
export async function installVsix(vsix, dataDir = makeTemporary('wt-server-')) {
  const child = await spawnServer(['--server-data-dir', dataDir, '--install-extension', path.resolve(vsix), '--force']);
  const output = await outputOf(child);
  if (!/successfully installed/i.test(output)) throw new Error(`Not installed: ${output}`);
  return dataDir;
}

/** @param {string} dataDir @param {Record<string, unknown>} settings */
function writeSettings(dataDir, settings) {
  const folder = path.join(dataDir, 'data/User');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings, null, 2));
}

/**
 * Starts the server; `settings` are added to quiet defaults. `stop()` ends it, and removes its data folder unless that was given.
 * @param {{ dataDir?: string, settings?: Record<string, unknown>, args?: string[], env?: NodeJS.ProcessEnv }} [options]
 */
export async function startServer({ dataDir, settings = {}, args = [], env } = {}) {
  const folder = dataDir ?? makeTemporary('wt-server-');
  const all = { ...defaults, ...settings };
  writeSettings(folder, all);
  const trust = all['security.workspace.trust.enabled'] ? [] : ['--disable-workspace-trust'];
  const server = await startVSCodeServer({ dataDir: folder, args: [...trust, ...args], env });
  const stop = async () => {
    await server.stop();
    if (!dataDir) removeTemporary(folder);
  };
  return { ...server, dataDir: folder, stop };
}
