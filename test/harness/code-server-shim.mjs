// Stands in for VS Code's own program: takes its switches, runs the tests in a VS Code server and Chromium.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readArguments } from './arguments.mjs';
import { demandResults, forgetResults } from './results.mjs';
import { startVSCodeServer } from './server.mjs';
import { runInPage } from './test-page.mjs';

/** Of a window that hangs: on a busy machine all tests of one may take half an hour. */
const limit = Number(process.env['WT_TEST_TIMEOUT'] ?? 2_700_000);
const results = process.env['WT_RESULTS_FILE'];

/** VS Code on the desktop keeps the settings one folder higher. @param {string} from @param {string} dataDir */
function copySettings(from, dataDir) {
  const settings = path.join(from, 'User/settings.json');
  if (!existsSync(settings)) return;
  mkdirSync(path.join(dataDir, 'data/User'), { recursive: true });
  copyFileSync(settings, path.join(dataDir, 'data/User/settings.json'));
}

/** @param {ReturnType<typeof readArguments>} run @param {string} dataDir */
function serverArguments(run, dataDir) {
  if (run.userDataDir) copySettings(run.userDataDir, dataDir);
  // Newer versions look for tests only with this switch, which keeps every dialog closed.
  const fixed = ['--enable-smoke-test-driver', ...(run.trust ? [] : ['--disable-workspace-trust'])];
  return run.extensionsDir ? [...fixed, '--extensions-dir', path.resolve(run.extensionsDir)] : fixed;
}

/** @param {(reason: Error) => void} reject */
function rejectOnSignal(reject) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => reject(new Error(`Ended by ${signal}`)));
  setTimeout(() => reject(new Error(`The tests did not end within ${limit / 1000} s`)), limit).unref();
}

/** @param {ReturnType<typeof readArguments>} run @param {string} dataDir */
async function inServer(run, dataDir) {
  const server = await startVSCodeServer({ dataDir, args: serverArguments(run, dataDir) });
  try {
    return await Promise.race([runInPage(server.port, run), new Promise((_, reject) => rejectOnSignal(reject))]);
  } finally {
    await server.stop();
  }
}

async function main() {
  const run = readArguments(process.argv.slice(2));
  const dataDir = mkdtempSync(path.join(tmpdir(), 'vscode-server-'));
  if (results) forgetResults(results);
  const since = Date.now();
  try {
    const code = await inServer(run, dataDir);
    const { passed } = demandResults(results, since);
    if (code !== 0) throw new Error(`VS Code ended with ${code}`);
    console.log(`${passed} tests passed in VS Code`);
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

try {
  await main();
  process.exit(0);
} catch (error) {
  console.error(`Tests in VS Code: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
