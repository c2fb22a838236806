// Loaded before the program in each of its processes and threads: writes down what leaves them, and lets no connection out.
const childProcess = require('node:child_process');
const dgram = require('node:dgram');
const dns = require('node:dns');
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const net = require('node:net');

const log = process.env['WT_WATCH_LOG'] ?? '';
const outside = process.env['WT_WATCH_OUTSIDE'] ?? '';
const { appendFileSync, realpathSync } = fs;
/** @type {(kind: string, what: unknown) => void} */
const note = (kind, what) => appendFileSync(log, `${kind} ${String(what)}\n`);

/** @type {(kind: string, what: unknown) => never} */
function refuse(kind, what) {
  note(kind, what);
  throw new Error(`not allowed here: ${kind} ${String(what)}`);
}

/**
 * Calls `before` with the arguments of each call of `owner[name]`.
 * @param {any} owner
 * @param {string} name
 * @param {(...values: any[]) => unknown} before
 */
function watch(owner, name, before) {
  const whole = owner[name];
  owner[name] = function (/** @type {any[]} */ ...values) {
    before(...values);
    return whole.apply(this, values);
  };
}

// Pipes between processes are no network: they have a path, or an open descriptor.
watch(net.Socket.prototype, 'connect', (first) => {
  const [target] = Array.isArray(first) ? first : [first];
  if (typeof target !== 'object' || !target.path) refuse('network', target.host);
});
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
  watch(dns, name, (host) => refuse('network', host));
  watch(dns.promises, name, (host) => refuse('network', host));
}
watch(dgram, 'createSocket', () => refuse('network', 'dgram'));
watch(globalThis, 'fetch', (url) => refuse('network', url));

/**
 * A read of what lies outside, by whatever name: links are followed.
 * @param {unknown} file
 */
function lookAt(file) {
  if (typeof file !== 'string' && !(file instanceof URL) && !Buffer.isBuffer(file)) return;
  try {
    const real = realpathSync(file);
    if (real.startsWith(outside)) note('outside', real);
  } catch {
    // There is nothing to read.
  }
}
for (const name of ['open', 'openSync', 'readFile', 'readFileSync', 'createReadStream', 'copyFile', 'copyFileSync'])
  watch(fs, name, lookAt);
for (const name of ['open', 'readFile', 'copyFile']) watch(fs.promises, name, lookAt);

// The program starts its runner, a Node, and nothing else.
for (const name of ['exec', 'execSync', 'execFile', 'execFileSync', 'spawn', 'spawnSync']) {
  watch(childProcess, name, (command) => command === process.execPath || refuse('process', command));
}
syncBuiltinESMExports();
