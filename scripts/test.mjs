// `npm test`: builds, then runs every suite, prints the time of each and ends in one line "N passed, N failed".
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const results = path.join(root, 'test-results');
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
let passed = 0;
let failed = 0;
/** Said again at the very end: what comes in between is too long to scroll through.
 * @type {string[]} */
const failures = [];

/** @param {string} what @param {() => void} action */
function timed(what, action) {
  const start = Date.now();
  try {
    action();
  } catch (error) {
    failed += 1;
    failures.push(`${what}: ${error instanceof Error ? error.message : error}`);
    console.error(failures.at(-1));
  }
  console.log(`== ${what}: ${((Date.now() - start) / 1000).toFixed(0)} s`);
}

/** @param {string[]} args */
const node = (...args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status;

/** A test that ran out of time has a stack without words. @param {string[]} messages */
const failureWords = (messages) => messages.join('\n').replaceAll('Error: STACK_TRACE_ERROR', 'Error: it did not end in the time it has');

/** @param {string} name */
function suite(name) {
  const file = path.join(results, `${name}.json`);
  rmSync(file, { force: true });
  const status = node(vitest, 'run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`);
  const report = JSON.parse(readFileSync(file, 'utf8'));
  passed += report.numPassedTests;
  // A file that cannot be loaded fails without a failed test.
  failed += Math.max(report.numFailedTests, status === 0 ? 0 : 1);
  for (const { name: file, message, assertionResults } of report.testResults) {
    if (message) failures.push(`${name}: ${path.relative(root, file)}: ${message}`);
    for (const test of assertionResults.filter((/** @type {{ status: string }} */ { status }) => status === 'failed'))
      failures.push(`${name}: ${path.relative(root, file)}: ${test.fullName}\n${failureWords(test.failureMessages)}`);
  }
}

function integration() {
  const file = path.join(results, 'integration.json');
  rmSync(file, { force: true });
  const status = spawnSync(process.execPath, ['test/integration/run.mjs'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, WT_RESULTS_FILE: file },
  }).status;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  passed += report.passed;
  failed += Math.max(report.failed, status === 0 ? 0 : 1);
  if (status !== 0) failures.push(`integration: exit code ${status}, see above`);
}

/** Hundreds of megabytes, and a compiler: where it cannot be had, its tests are reported as skipped, with the reason. */
function nativeTensorFlow() {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/native-tensorflow.mjs'], { cwd: root, encoding: 'utf8' });
  if (status === 0) return console.log(`Native TensorFlow: ${stdout.trim()}`);
  const reason = stderr.trim().split('\n').at(-1) ?? '';
  process.env['WT_NO_TENSORFLOW'] = reason;
  console.log(`SKIPPED: tests on native TensorFlow. ${reason}`);
}

/** @param {string} script */
const npm = (script) => execFileSync('npm', ['run', '--silent', script], { cwd: root, stdio: 'inherit' });

mkdirSync(results, { recursive: true });
timed('build', () => npm('build'));
timed('types', () => npm('typecheck'));
timed('lint', () => npm('lint'));
timed('native TensorFlow', nativeTensorFlow);
timed('unit', () => suite('unit'));
timed('worker', () => suite('worker'));
timed('webview', () => suite('webview'));
timed('integration', () => {
  execFileSync(process.execPath, ['scripts/build/tests.mjs'], { cwd: root, stdio: 'inherit' });
  integration();
});
timed('package', () => npm('package'));
timed('e2e', () => suite('e2e'));
for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
