// Bundles the tests that run inside VS Code into build/test/integration.
import { build } from 'esbuild';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const from = path.join(root, 'test/integration');
const outdir = path.join(root, 'build/test/integration');

const tests = readdirSync(from, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'));

rmSync(outdir, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ['index.ts', ...tests].map((file) => path.join(from, file)),
  outbase: from,
  outdir,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // jsonc-parser's `main` is UMD, whose inner requires a bundler cannot follow.
  mainFields: ['module', 'main'],
  sourcemap: 'inline',
  external: ['vscode', 'mocha'],
  logLevel: 'warning',
});
