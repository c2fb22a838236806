/** The files of the package: nothing but the program, and nothing of what lies about in a working copy. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
let files: readonly string[] = [];
beforeAll(() => {
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const listed = execFileSync(process.execPath, [vsce, 'ls', '--no-dependencies'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  files = listed.split(/\r?\n/).filter(Boolean).toSorted();
});

const inFolder = (folder: string): readonly string[] => files.filter((file) => file.startsWith(`${folder}/`));

it('is these files of the program', () => {
  expect(inFolder('dist')).toEqual([
    'dist/cli.js',
    'dist/data/t10k-images-idx3-ubyte.br',
    'dist/data/t10k-labels-idx1-ubyte.br',
    'dist/data/train-images-idx3-ubyte.br',
    'dist/data/train-labels-idx1-ubyte.br',
    'dist/extension-later.cjs',
    'dist/extension.js',
    'dist/kernels.wasm',
    'dist/mcp.cjs',
    'dist/npm-process.cjs',
    'dist/reader.cjs',
    'dist/report.cjs',
    'dist/runner.cjs',
    'dist/slurm-task.cjs',
    'dist/tfjs/engine.cjs',
    'dist/tfjs/tfjs-backend-wasm-simd.wasm',
    'dist/ticket-image-layers.js',
    'dist/ticket-runtime.js',
    'dist/ticket.wasm',
    'dist/training-thread.cjs',
    'dist/webview/codicon.css',
    'dist/webview/codicon.ttf',
    'dist/webview/compare.css',
    'dist/webview/compare.js',
    'dist/webview/panel.css',
    'dist/webview/panel.js',
  ]);
});

it('is these files beside the program, and examples, pages and pictures of known kinds', () => {
  const folders = ['dist', 'docs', 'examples', 'media'];
  expect(files.filter((file) => !folders.some((folder) => file.startsWith(`${folder}/`)))).toEqual(
    [
      ...['CHANGELOG.md', 'LICENSE', 'README.md', 'THIRD-PARTY-NOTICES.md', 'package.json', 'package.nls.json', 'package.nls.ru.json'],
      'l10n/bundle.l10n.ru.json',
    ].toSorted(),
  );
  const known =
    /^(docs\/[^/]+\.md|docs\/images\/.+\.(png|svg|gif)|examples\/[^/]+\.(lottery\.json|ipynb)|examples\/data\/.+\.(csv|gz)|examples\/models\/.+\.(json|bin|py)|examples\/library\/.+\.mjs|media\/.+\.(svg|png|json|md))$/;
  const other = files.filter((file) => ['docs', 'examples', 'media'].some((folder) => file.startsWith(`${folder}/`)) && !known.test(file));
  expect(other).toEqual([]);
});

it('has no store, no hidden file, no map of sources, no test', () => {
  expect(files.filter((file) => /(^|\/)\.|\.map$|(^|\/)(test|src|node_modules|bench)\//.test(file))).toEqual([]);
});
