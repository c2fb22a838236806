// `npm run write-bits`: writes the committed bits anew, after a change that is meant to change results and has raised `numericsOf`.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');
const engineTests = 'test/unit/engine';

/** @param {string[]} args */
const node = (...args) => execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

/** What a TypeScript program of the tests prints. @param {string} name */
function printed(name) {
  const bundle = path.join(root, 'build', `${name}.mjs`);
  const entry = path.join(root, engineTests, `${name}.ts`);
  buildSync({ entryPoints: [entry], bundle: true, platform: 'node', format: 'esm', outfile: bundle, logLevel: 'warning' });
  return node(bundle);
}

/** @param {string} bits */
function writeSelfTest(bits) {
  const file = path.join(root, 'src/engine/wasm/self-test.ts');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/(?<=expectedBits = )\d+/, bits.trim()));
}

node('scripts/build.mjs');
writeFileSync(path.join(root, 'test/fixtures/engine/repeatability.json'), printed('write-repeatability'));
writeSelfTest(printed('wasm/write-self-test'));
// The program itself must expect the new bits before it is run.
node('scripts/build.mjs');
execFileSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'worker', 'test/worker/runs/node-versions.long.test.ts'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, WT_WRITE_BITS: '1' },
  },
);
