// Runs the tests inside VS Code: the one that VSCODE_EXECUTABLE_PATH names, else npm's code-server behind our shim.
import { runTests } from '@vscode/test-electron';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { findChromium } from '../../scripts/bring/chromium.mjs';
import { requireOrSkip } from '../../scripts/bring/skip-or-fail.mjs';
import { ensureVSCodeServer } from '../../scripts/bring/vscode-server.mjs';
import { demandResults, forgetResults } from '../harness/results.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const results = path.resolve(process.env['WT_RESULTS_FILE'] ?? path.join(root, 'test-results/integration.json'));
process.env['WT_RESULTS_FILE'] = results;
const executable = process.env['VSCODE_EXECUTABLE_PATH'];

/** @returns {Promise<boolean>} whether there is a VS Code to test in */
async function hasVSCode() {
  if (executable) return true;
  try {
    await ensureVSCodeServer();
    await findChromium();
    return true;
  } catch (error) {
    requireOrSkip('VS Code for the integration tests', error);
    return false;
  }
}

/** @param {string} temporary */
function makeWorkspace(temporary) {
  const workspace = path.join(temporary, 'workspace');
  mkdirSync(workspace);
  writeFileSync(path.join(workspace, 'lenet.lottery.json'), '{}\n');
  return workspace;
}

/** @param {string} temporary @param {string[]} more */
const options = (temporary, more) => ({
  vscodeExecutablePath: executable ?? path.join(root, 'test/harness/code'),
  extensionDevelopmentPath: process.env['WT_EXTENSION_FOLDER'] ?? root,
  extensionTestsPath: path.join(root, 'build/test/integration/index.cjs'),
  launchArgs: [
    makeWorkspace(temporary),
    `--user-data-dir=${path.join(temporary, 'user')}`,
    `--extensions-dir=${path.join(temporary, 'extensions')}`,
    ...more,
  ],
});

/** One window on a folder of its own; returns how many tests passed. @param {string[]} [more] arguments for VS Code */
async function inWindow(more = []) {
  const temporary = mkdtempSync(path.join(tmpdir(), 'wt-integration-'));
  const since = Date.now();
  forgetResults(results);
  try {
    await runTests(options(temporary, more));
    return demandResults(results, since).passed;
  } finally {
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Whoever asks for single tests names the window that they are in. `runTests` cannot open a desktop's VS Code without trust. */
const windows = {
  trusted: process.env['WT_RESTRICTED'] !== '1',
  restricted: !executable && (process.env['WT_RESTRICTED'] === '1' || !process.env['WT_GREP']),
};

async function main() {
  let passed = 0;
  if (windows.trusted) passed += await inWindow();
  if (windows.restricted) {
    process.env['WT_RESTRICTED'] = '1';
    passed += await inWindow(['--enable-workspace-trust']);
  }
  writeFileSync(results, JSON.stringify({ passed, failed: 0, failures: [] }, null, 2));
}

try {
  if (await hasVSCode()) await main();
  else {
    mkdirSync(path.dirname(results), { recursive: true });
    writeFileSync(results, JSON.stringify({ passed: 0, failed: 0, failures: [] }));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
