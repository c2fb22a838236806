// The steps of `npm test`: each is a process of its own, so that two can run side by side.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root, Tally } from './tally.mjs';

export const tally = new Tally();
const results = path.join(root, 'test-results');
mkdirSync(results, { recursive: true });

/**
 * Runs a step, says how long it took and counts its exception as a failure.
 * @param {string} what @param {() => Promise<void>} action
 */
export async function step(what, action) {
  const start = Date.now();
  try {
    await action();
  } catch (error) {
    tally.fail(`${what}: ${error instanceof Error ? error.message : error}`);
    console.error(tally.failures.at(-1));
  }
  console.log(`== ${what}: ${((Date.now() - start) / 1000).toFixed(0)} s`);
}

/**
 * Resolves with the exit code. The output appears at once, or where `gathered` in one piece at the end: two processes run side by side then.
 * @param {string} command @param {string[]} args @param {{ gathered?: boolean | undefined, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number | null>}
 */
function run(command, args, { gathered = false, env } = {}) {
  const child = spawn(command, args, { cwd: root, stdio: gathered ? 'pipe' : 'inherit', env: { ...process.env, ...env } });
  /** @type {Buffer[]} */
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(said));
      resolve(code);
    });
  });
}

/** @param {string} script @param {boolean} [gathered] @throws {Error} where it does not end well */
export async function npm(script, gathered) {
  const code = await run('npm', ['run', '--silent', script], { gathered });
  if (code !== 0) throw new Error(`npm run ${script} ended with ${code}`);
}

/** A file that a suite writes its results to; none is left over from before. @param {string} name */
function resultsOf(name) {
  const file = path.join(results, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

/** A suite that was ended from outside has written nothing. @param {string} file @param {number | null} status @throws {Error} */
function mustHaveEnded(file, status) {
  if (!existsSync(file)) throw new Error(`it was ended before it could write its results (exit code ${status})`);
}

/**
 * @param {string} name
 * @param {{ gathered?: boolean | undefined, env?: NodeJS.ProcessEnv, files?: readonly string[], exclude?: string, results?: string }} [options] `files`: only
 * those whose path holds one of these; `exclude`: none that this pattern fits; `results`: the name of the file for the results, that of the project otherwise
 */
export async function vitest(name, { files = [], exclude, results = name, ...options } = {}) {
  const file = resultsOf(results);
  const args = ['run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...files];
  if (exclude !== undefined) args.push(`--exclude=${exclude}`);
  const status = await run(process.execPath, ['node_modules/vitest/vitest.mjs', ...args], options);
  mustHaveEnded(file, status);
  tally.addVitest(results, file, status);
}

/**
 * The tests inside VS Code, on the package that is installed there.
 * @param {string} [version] of VS Code, the oldest unless given
 */
export async function integration(version) {
  const name = version ? `integration-${version}` : 'integration';
  const file = resultsOf(name);
  await run(process.execPath, ['scripts/build/tests.mjs']);
  const env = { WT_RESULTS_FILE: file, WT_VSIX: path.join(root, 'winning-ticket.vsix'), ...(version ? { WT_VSCODE: version } : {}) };
  const status = await run(process.execPath, ['test/integration/run.mjs'], { env });
  mustHaveEnded(file, status);
  tally.addMocha(name, file, status);
}

/** What is tested on native TensorFlow, which is brought first: hundreds of megabytes, and minutes of a compiler. @throws {Error} where it cannot be had */
export async function native() {
  if ((await bringNative()) !== 0) throw new Error('native TensorFlow cannot be had here, see above');
  await vitest('native');
}

/** `native`, except that where it cannot be had, the tests are left out, which is said. */
export async function nativeWherePossible() {
  if ((await bringNative()) === 0) await vitest('native');
  else console.log('SKIPPED: tests on native TensorFlow, see above');
}

const bringNative = () => run(process.execPath, ['scripts/native-tensorflow.mjs']);
