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
// Runs must not starve beside other suites, and the editor comes first.
process.env['WINNING_TICKET_PRIORITY'] = '5';
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

/** A folder; for the window without one a workspace that has none yet. @param {string} temporary @param {string} kind */
function makeWorkspace(temporary, kind) {
  if (kind === 'folders') {
    const file = path.join(temporary, 'several.code-workspace');
    writeFileSync(file, JSON.stringify({ folders: [] }));
    return file;
  }
  const workspace = path.join(temporary, 'workspace');
  mkdirSync(workspace);
  writeFileSync(path.join(workspace, 'lenet.lottery.json'), '{}\n');
  return workspace;
}

/** @param {string} temporary @param {string} kind @param {string[]} more */
const options = (temporary, kind, more) => ({
  vscodeExecutablePath: executable ?? path.join(root, 'test/harness/code'),
  extensionDevelopmentPath: process.env['WT_EXTENSION_FOLDER'] ?? root,
  extensionTestsPath: path.join(root, 'build/test/integration/index.cjs'),
  launchArgs: [
    makeWorkspace(temporary, kind),
    `--user-data-dir=${path.join(temporary, 'user')}`,
    `--extensions-dir=${path.join(temporary, 'extensions')}`,
    ...more,
  ],
});

/** One window on a folder of its own, with the tests of that kind; returns how many passed. @param {string} kind @param {string[]} [more] arguments for VS Code */
async function inWindow(kind, more = []) {
  const temporary = mkdtempSync(path.join(tmpdir(), 'wt-integration-'));
  const since = Date.now();
  forgetResults(results);
  process.env['WT_WINDOW'] = kind;
  try {
    await runTests(options(temporary, kind, more));
    return demandResults(results, since).passed;
  } finally {
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Whoever asks for single tests names the window that they are in: `trusted` where nothing is said. */
const asked = process.env['WT_WINDOW'] ?? (process.env['WT_GREP'] ? 'trusted' : null);

/** Arguments of each kind of window. `runTests` cannot open a desktop's VS Code without trust, and that one speaks Russian only with a language pack. @type {Readonly<Record<string, string[]>>} */
const windows = { trusted: [], folders: [], ...(executable ? {} : { restricted: ['--enable-workspace-trust'], russian: ['--locale=ru'] }) };

async function main() {
  let passed = 0;
  for (const [kind, more] of Object.entries(windows)) if (asked === null || asked === kind) passed += await inWindow(kind, more);
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
