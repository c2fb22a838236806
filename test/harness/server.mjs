// Starts and stops the bare VS Code server.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { ensureVSCodeServer } from '../../scripts/bring/vscode-server.mjs';

/** Its output is read, its input is closed.
 * @typedef {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} ServerProcess */

const startTimeout = 120_000;

/** @param {NodeJS.ProcessEnv} [extra] */
function environment(extra) {
  // With this variable the server would wait for a parent that is not there.
  const { CODE_SERVER_PARENT_PID: _, ...env } = process.env;
  return { ...env, ...extra };
}

/** @param {ServerProcess} child */
function isGone(child) {
  return child.exitCode !== null || child.signalCode !== null;
}

/** @param {ServerProcess} child @param {NodeJS.Signals} signal */
function signalGroup({ pid }, signal) {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // Nobody is left.
  }
}

/** Ends the server with everything that it started. @param {ServerProcess} child */
async function stop(child) {
  const gone = isGone(child) ? Promise.resolve() : new Promise((resolve) => child.once('exit', resolve));
  signalGroup(child, 'SIGTERM');
  await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 5_000).unref())]);
  signalGroup(child, 'SIGKILL');
}

/** Leaves no server behind if this process ends without stopping it. @param {ServerProcess} child */
function endWithUs(child) {
  const end = () => signalGroup(child, 'SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
}

/** @param {ServerProcess} child @returns {Promise<number>} the port */
function whenReady(child) {
  let output = '';
  return new Promise((resolve, reject) => {
    /** @param {string} why */
    const fail = (why) => reject(new Error(`The VS Code server ${why}:\n${output}`));
    const timer = setTimeout(() => fail('did not start in time'), startTimeout);
    /** @param {Buffer} chunk */
    const read = (chunk) => {
      output += chunk.toString();
      const port = /Web UI available at \S*?:(\d+)/.exec(output)?.[1];
      if (port) resolve(Number(port));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`ended with ${code}`));
    child.stdout.once('close', () => clearTimeout(timer));
  });
}

/**
 * The command line of the server's own program, in the version that WT_VSCODE names.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<ServerProcess>}
 */
export async function spawnServer(args, env) {
  const { main, node } = await ensureVSCodeServer();
  return spawn(node, [main, '--accept-server-license-terms', ...args], {
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
}

/**
 * @param {{ dataDir: string, args?: string[], env?: NodeJS.ProcessEnv | undefined }} options
 * @returns {Promise<{ port: number, url: string, pid: number | undefined, stop: () => Promise<void> }>}
 */
export async function startVSCodeServer({ dataDir, args = [], env }) {
  mkdirSync(dataDir, { recursive: true });
  const fixed = ['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--disable-telemetry'];
  // Its sockets lie there; nobody removes those of a server that was ended.
  const runtime = { XDG_RUNTIME_DIR: dataDir };
  const child = await spawnServer([...fixed, '--server-data-dir', dataDir, ...args], { ...runtime, ...env });
  endWithUs(child);
  try {
    const port = await whenReady(child);
    return { port, url: `http://localhost:${port}`, pid: child.pid, stop: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw error;
  }
}
