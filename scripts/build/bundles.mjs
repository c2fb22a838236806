// The bundles, and what is copied beside them: the build makes them, and the notices of third parties are made from what goes into them.
import path, { basename, dirname, join } from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** Files of packages that are carried as they are: from node_modules, to dist. */
export const copied = /** @type {const} */ ([
  ['@vscode/codicons/dist/codicon.css', 'webview/codicon.css'],
  ['@vscode/codicons/dist/codicon.ttf', 'webview/codicon.ttf'],
  // Every Node that runs this has SIMD, and TensorFlow.js uses no threads in Node.
  ['@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm', 'tfjs/tfjs-backend-wasm-simd.wasm'],
]);

/** Files of our own that are read when the program runs: from the root, to dist. */
export const carried = /** @type {const} */ ([
  ['build/kernels.wasm', 'kernels.wasm'],
  ['build/ticket.wasm', 'ticket.wasm'],
  ['src/formats/sparse/runtime.mjs', 'ticket-runtime.js'],
  ['src/formats/sparse/image-layers.mjs', 'ticket-image-layers.js'],
  ['src/api/winning-ticket.d.ts', 'index.d.ts'],
]);

/** The report with its charts is a bundle of its own, which others load when one is written: they are started more often than that.
 * @type {import('esbuild').Plugin} */
const reportApart = {
  name: 'report-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/report\/report\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './report.cjs', external: true } : undefined,
    );
  },
};

/** Parts of TensorFlow.js that Node never calls: threads of WebAssembly, and what keeps models in a browser. Of these other modules import names, and the flags that come first.
 * @type {import('esbuild').Plugin} */
const browserLeftOut = {
  name: 'browser-left-out',
  setup({ onResolve, onLoad }) {
    const names = ['BrowserIndexedDB', 'BrowserIndexedDBManager', 'BrowserLocalStorage', 'BrowserLocalStorageManager', 'browserFiles'];
    const keepers = `import '../flags'; export const ${names.map((name) => `${name} = undefined`).join(', ')};`;
    onResolve({ filter: /\/tfjs-backend-wasm-threaded-simd(\.worker)?\.js$/ }, ({ path }) => ({ path, namespace: 'no-threads' }));
    onLoad({ filter: /./, namespace: 'no-threads' }, () => ({ contents: 'module.exports = {};' }));
    onResolve({ filter: /\/(indexed_db|local_storage|browser_files)$/ }, ({ path: file, resolveDir }) => ({
      path: basename(file),
      namespace: 'no-browser',
      pluginData: dirname(join(resolveDir, file)),
    }));
    onLoad({ filter: /./, namespace: 'no-browser' }, ({ pluginData }) => ({ contents: keepers, resolveDir: pluginData }));
  },
};

/** @param {boolean} minify @returns {readonly import('esbuild').BuildOptions[]} */
export function bundles(minify) {
  /** @satisfies {import('esbuild').BuildOptions} */
  const common = { bundle: true, minify, sourcemap: minify ? false : 'linked', logLevel: 'warning', absWorkingDir: root };
  // esbuild's default target is newer than Node 20, so the target is always stated.
  // jsonc-parser's `main` is UMD, whose inner requires a bundler cannot follow: modules first.
  /** @satisfies {import('esbuild').BuildOptions} */
  const forNode = { ...common, platform: 'node', target: 'node20', format: 'cjs', mainFields: ['module', 'main'], plugins: [reportApart] };
  /** @satisfies {import('esbuild').BuildOptions} */
  const forPage = { ...common, platform: 'browser', target: 'es2022', format: 'iife', tsconfig: 'webview/tsconfig.json' };
  return [
    { ...forNode, entryPoints: ['src/extension/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'] },
    { ...forNode, entryPoints: ['src/runs/runner/runner.ts'], outfile: 'dist/runner.cjs' },
    { ...forNode, entryPoints: ['src/runs/slurm/task-main.ts'], outfile: 'dist/slurm-task.cjs' },
    { ...forNode, entryPoints: ['src/runs/threads/thread-main.ts'], outfile: 'dist/training-thread.cjs' },
    {
      ...forNode,
      entryPoints: ['src/engine/tfjs/index.ts'],
      outfile: 'dist/tfjs/engine.cjs',
      plugins: [browserLeftOut],
      alias: {
        '@tensorflow/tfjs': './src/engine/tfjs/bundle/parts-of-tensorflow.ts',
        'node-fetch': './src/engine/tfjs/bundle/node-fetch.ts',
      },
    },
    { ...forNode, entryPoints: ['src/runs/reading/reader-main.ts'], outfile: 'dist/reader.cjs' },
    { ...forNode, entryPoints: ['src/runs/report/report.ts'], outfile: 'dist/report.cjs' },
    { ...forNode, entryPoints: ['src/runs/packages/npm-process.ts'], outfile: 'dist/npm-process.cjs' },
    {
      ...forNode,
      entryPoints: ['src/api/index.ts'],
      outfile: 'dist/index.mjs',
      format: 'esm',
      // Packages that are no modules themselves ask for Node's own parts by `require`.
      banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
    },
    { ...forNode, entryPoints: ['src/cli/main.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
    { ...forNode, entryPoints: ['src/cli/mcp/server.ts'], outfile: 'dist/mcp.cjs' },
    { ...forPage, entryPoints: ['webview/main.ts'], outfile: 'dist/webview/panel.js' },
    { ...forPage, entryPoints: ['webview/compare/main.ts'], outfile: 'dist/webview/compare.js' },
    { ...common, entryPoints: ['webview/panel.css'], outfile: 'dist/webview/panel.css', loader: { '.ttf': 'file' }, sourcemap: false },
    { ...common, entryPoints: ['webview/compare/compare.css'], outfile: 'dist/webview/compare.css', sourcemap: false },
  ];
}
