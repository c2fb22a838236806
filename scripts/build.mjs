// Builds everything that runs: kernels, data, schema, and eight bundles (extension, its process around npm, runner, training thread, TensorFlow.js, reading thread, CLI, panel).
//   node scripts/build.mjs [--minify] [--watch]
import { build, context } from 'esbuild';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const dist = path.join(root, 'dist');
const minify = process.argv.includes('--minify');

/** @satisfies {import('esbuild').BuildOptions} */
const common = { bundle: true, minify, sourcemap: minify ? false : 'linked', logLevel: 'warning', absWorkingDir: root };
// esbuild's default target is newer than Node 20, so the target is always stated.
// jsonc-parser's `main` is UMD, whose inner requires a bundler cannot follow: modules first.
/** @satisfies {import('esbuild').BuildOptions} */
const forNode = { ...common, platform: 'node', target: 'node20', format: 'cjs', mainFields: ['module', 'main'] };

/** @param {string} script */
function step(script) {
  execFileSync(process.execPath, [path.join(root, 'scripts', script)], { stdio: 'inherit', cwd: root });
}

/** @param {string} from @param {string} to */
function copy(from, to) {
  mkdirSync(path.dirname(path.join(dist, to)), { recursive: true });
  copyFileSync(path.join(root, from), path.join(dist, to));
}

/** @type {readonly import('esbuild').BuildOptions[]} */
const bundles = [
  { ...forNode, entryPoints: ['src/extension/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'] },
  { ...forNode, entryPoints: ['src/runs/runner/runner.ts'], outfile: 'dist/runner.cjs' },
  { ...forNode, entryPoints: ['src/runs/threads/thread-main.ts'], outfile: 'dist/training-thread.cjs' },
  { ...forNode, entryPoints: ['src/engine/tfjs/index.ts'], outfile: 'dist/tfjs/engine.cjs' },
  { ...forNode, entryPoints: ['src/runs/reading/reader-main.ts'], outfile: 'dist/reader.cjs' },
  { ...forNode, entryPoints: ['src/extension/native/npm-process.ts'], outfile: 'dist/npm-process.cjs' },
  { ...forNode, entryPoints: ['src/cli/main.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
  {
    ...common,
    entryPoints: ['webview/main.ts'],
    outfile: 'dist/webview/panel.js',
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    tsconfig: 'webview/tsconfig.json',
  },
  { ...common, entryPoints: ['webview/panel.css'], outfile: 'dist/webview/panel.css', loader: { '.ttf': 'file' }, sourcemap: false },
];

let building = 0;

/** Prints one line before the first bundle of a change is built and one after the last: the task `watch` of VS Code waits for them.
 * @type {import('esbuild').Plugin} */
const announce = {
  name: 'announce',
  setup({ onStart, onEnd }) {
    onStart(() => {
      if (building++ === 0) console.log('Building ...');
    });
    onEnd(() => {
      if (--building === 0) console.log('Built.');
    });
  },
};

/** Builds again whenever a source file changes, until it is ended. Kernels, data and schema are built once, at the start. */
async function watch() {
  for (const options of bundles) await (await context({ ...options, plugins: [announce] })).watch();
}

step('build/kernels.mjs');
step('build/data.mjs');
step('build/schema.mjs');
copy('build/kernels.wasm', 'kernels.wasm');
copy('node_modules/@vscode/codicons/dist/codicon.css', 'webview/codicon.css');
copy('node_modules/@vscode/codicons/dist/codicon.ttf', 'webview/codicon.ttf');
// Every Node that runs this has SIMD, and TensorFlow.js uses no threads in Node.
copy('node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm', 'tfjs/tfjs-backend-wasm-simd.wasm');
await Promise.all(bundles.map((options) => build(options)));
if (!existsSync(path.join(dist, 'extension.js'))) throw new Error('The extension was not built.');
if (process.argv.includes('--watch')) await watch();
