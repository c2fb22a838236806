// Loaded before the runner (NODE_OPTIONS=--require): counts what it changes in the store's folder, and kills it, fails a write or writes a log there.
// WT_FAULTS is JSON: { killAt?, failAt?, code?, log? }. Operations count from 1.
const files = require('node:fs/promises');
const { appendFileSync, writeSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

/** @type {{ killAt?: number, failAt?: number, code?: string, lasting?: boolean, log?: string }} */
const faults = JSON.parse(process.env['WT_FAULTS'] ?? '{}');
let count = 0;

/** @param {object} entry */
function write(entry) {
  if (faults.log !== undefined) appendFileSync(faults.log, `${JSON.stringify(entry)}\n`);
}

const isFull = () => faults.failAt !== undefined && (count === faults.failAt || (faults.lasting === true && count > faults.failAt));

/**
 * Stands before every change. A write that is cut off leaves half of its content behind.
 * @param {object} entry @param {() => void} [half]
 */
function change(entry, half) {
  count += 1;
  if (count === faults.killAt) {
    half?.();
    process.kill(process.pid, 'SIGKILL');
    // The signal arrives at once; nothing after it may happen.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
  }
  if (isFull()) {
    half?.();
    throw Object.assign(new Error(`${faults.code}: made by a test`), { code: faults.code });
  }
  write(entry);
}

/** @param {unknown} content */
const bytesOf = (content) => Buffer.from(/** @type {string} */ (content));
/** @param {unknown} file */
const isStored = (file) => String(file).includes('.winning-ticket');

/** @param {import('node:fs/promises').FileHandle} handle @param {string} file */
function watched(handle, file) {
  const { writeFile, appendFile, sync } = handle;
  /** @param {typeof writeFile} action @param {unknown} content */
  const put = (action, content) => {
    const bytes = bytesOf(content);
    change({ kind: 'write', file, data: bytes.toString('base64') }, () => writeSync(handle.fd, bytes, 0, bytes.length >> 1));
    return action.call(handle, bytes);
  };
  return Object.assign(handle, {
    writeFile: async (/** @type {unknown} */ content) => put(writeFile, content),
    appendFile: async (/** @type {unknown} */ content) => put(appendFile, content),
    sync: async () => {
      change({ kind: 'sync', file });
      return sync.call(handle);
    },
  });
}

function watch() {
  const { open, rename, rm, mkdir, link, writeFile } = files;
  Object.assign(files, {
    open: async (/** @type {string} */ file, /** @type {string | number} */ flags) => {
      const isChange = isStored(file) && (flags === 'wx' || flags === 'a');
      if (isChange) change({ kind: 'open', file });
      const handle = await open(file, flags);
      // A folder is opened with O_RDONLY to be synced, also the one that holds the store.
      return isStored(file) || flags === 0 ? watched(handle, file) : handle;
    },
    rename: async (/** @type {string} */ from, /** @type {string} */ to) => {
      change({ kind: 'rename', file: from, to });
      return rename(from, to);
    },
    link: async (/** @type {string} */ from, /** @type {string} */ to) => {
      change({ kind: 'link', file: from, to });
      return link(from, to);
    },
    rm: async (/** @type {string} */ file, /** @type {object} */ options) => {
      if (isStored(file)) change({ kind: 'rm', file });
      return rm(file, options);
    },
    mkdir: async (/** @type {string} */ file, /** @type {object} */ options) => {
      if (isStored(file)) change({ kind: 'mkdir', file });
      return mkdir(file, options);
    },
    writeFile: async (/** @type {string} */ file, /** @type {string} */ content, /** @type {object} */ options) => {
      if (isStored(file)) change({ kind: 'create', file, data: bytesOf(content).toString('base64') });
      return writeFile(file, content, options);
    },
  });
}

if (isMainThread && process.env['WT_FAULTS'] !== undefined && process.send !== undefined) watch();
