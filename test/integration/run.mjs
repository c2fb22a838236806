// Runs the tests inside VS Code: the one that VSCODE_EXECUTABLE_PATH names, else npm's code-server behind our shim. They test the extension of this folder or, where WT_VSIX
// names a package, the one that is installed from it, as users have it.
import { runTests } from '@vscode/test-electron';
import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { findChromium } from '../../scripts/bring/chromium.mjs';
import { requireOrSkip } from '../../scripts/bring/skip-or-fail.mjs';
import { ensureVSCodeServer } from '../../scripts/bring/vscode-server.mjs';
import { installVsix, makeTemporary, removeTemporary } from '../e2e/harness/server.mjs';
import { demandResults, forgetResults } from '../harness/results.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const results = path.resolve(process.env['WT_RESULTS_FILE'] ?? path.join(root, 'test-results/integration.json'));
process.env['WT_RESULTS_FILE'] = results;
process.env['WT_SOURCES'] = root;
const tests = path.join(root, 'build/test/integration');
// Runs must not starve beside other suites, and the editor comes first.
process.env['WINNING_TICKET_PRIORITY'] = '5';
const executable = process.env['VSCODE_EXECUTABLE_PATH'];
// A desktop's VS Code installs nothing here.
const vsix = executable ? undefined : process.env['WT_VSIX'];

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

/** An experiment of the first version, there before the window is. @param {string} workspace */
function placeExperiment(workspace) {
  const fixture = path.join(root, 'test/fixtures/store/version-1');
  cpSync(path.join(fixture, 'store'), path.join(workspace, '.winning-ticket'), { recursive: true });
  cpSync(path.join(fixture, 'earlier.lottery.json'), path.join(workspace, 'earlier.lottery.json'));
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
  if (kind === 'russian') placeExperiment(workspace);
  return workspace;
}

/** VS Code runs tests only for the sake of an extension in a folder: of one that does nothing, where the package is installed. @param {string} temporary */
function emptyExtension(temporary) {
  const folder = path.join(temporary, 'nothing');
  mkdirSync(folder);
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: 'nothing', publisher: 'tests', version: '0.0.1', engines: { vscode: '*' } }),
  );
  return folder;
}

/** Whose code lies in an extension's folder has the `vscode` of that extension: there tests can hear and answer what it asks. @param {string} extensions */
function placeTests(extensions) {
  const name = readdirSync(extensions).find((one) => one.startsWith('winning-ticket.winning-ticket-'));
  if (!name) throw new Error(`The package is not installed in ${extensions}`);
  const folder = path.join(extensions, name, 'tests');
  cpSync(tests, folder, { recursive: true });
  mkdirSync(path.join(folder, 'node_modules'));
  symlinkSync(path.join(root, 'node_modules/mocha'), path.join(folder, 'node_modules/mocha'), 'junction');
  return folder;
}

/** @typedef {{ extensions: string, tests: string }} Installed the folder of all extensions, and that of the tests in one of them */

/** @param {string} temporary @param {string} kind @param {{ installed: Installed | null, more: string[] }} window */
const options = (temporary, kind, { installed, more }) => ({
  vscodeExecutablePath: executable ?? path.join(root, 'test/harness/code'),
  extensionDevelopmentPath: installed ? emptyExtension(temporary) : root,
  extensionTestsPath: path.join(installed?.tests ?? tests, 'index.cjs'),
  launchArgs: [
    makeWorkspace(temporary, kind),
    `--user-data-dir=${path.join(temporary, 'user')}`,
    `--extensions-dir=${installed?.extensions ?? path.join(temporary, 'extensions')}`,
    ...more,
  ],
});

/**
 * One window on a folder of its own, with the tests of that kind; returns how many passed.
 * @param {string} kind
 * @param {{ installed: Installed | null, more: string[] }} window null tests the working copy; more arguments for VS Code
 */
async function inWindow(kind, window) {
  const temporary = makeTemporary('wt-integration-');
  const since = Date.now();
  forgetResults(results);
  process.env['WT_WINDOW'] = kind;
  try {
    await runTests(options(temporary, kind, window));
    return demandResults(results, since).passed;
  } finally {
    removeTemporary(temporary);
  }
}

/** Whoever asks for single tests names the window that they are in: `trusted` where nothing is said. */
const asked = process.env['WT_WINDOW'] ?? (process.env['WT_GREP'] ? 'trusted' : null);

/** Arguments of each kind of window. `runTests` cannot open a desktop's VS Code without trust, and that one speaks Russian only with a language pack. @type {Readonly<Record<string, string[]>>} */
const windows = { trusted: [], folders: [], ...(executable ? {} : { restricted: ['--enable-workspace-trust'], russian: ['--locale=ru'] }) };

/** @param {Installed | null} installed */
async function inWindows(installed) {
  let passed = 0;
  for (const [kind, more] of Object.entries(windows))
    if (asked === null || asked === kind) passed += await inWindow(kind, { installed, more });
  writeFileSync(results, JSON.stringify({ passed, failed: 0, failures: [] }, null, 2));
}

async function main() {
  if (!vsix) return inWindows(null);
  const data = await installVsix(vsix);
  try {
    const extensions = path.join(data, 'extensions');
    await inWindows({ extensions, tests: placeTests(extensions) });
  } finally {
    removeTemporary(data);
  }
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
