// Builds everything that runs: kernels, data, schema, and bundles (the extension in two files, its process around npm, runner, training thread, TensorFlow.js, reading thread, CLI, panel).
//   node scripts/build.mjs [--minify] [--watch]
import { build, context } from 'esbuild';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { bundles, carried, copied, root } from './build/bundles.mjs';
import { inTwoFiles, laterFile } from './build/two-files.mjs';

const dist = path.join(root, 'dist');
const minify = process.argv.includes('--minify');

/** @param {string} script */
function step(script) {
  execFileSync(process.execPath, [path.join(root, 'scripts', script)], { stdio: 'inherit', cwd: root });
}

/** @param {string} from @param {string} to */
function copy(from, to) {
  mkdirSync(path.dirname(path.join(dist, to)), { recursive: true });
  copyFileSync(path.join(root, from), path.join(dist, to));
}

const extension = 'dist/extension.js';
const all = bundles(minify).map((options) => (options.outfile === extension ? inTwoFiles(options) : options));
/** What an earlier build has left, of bundles that are no more, would go into the package. */
function removeStale() {
  const made = [...bundles(minify).map(({ outfile = '' }) => outfile), laterFile(extension)].map((file) => path.resolve(root, file));
  const kept = new Set([...made, ...made.map((file) => `${file}.map`), ...copied.map(([, to]) => path.join(dist, to))]);
  for (const [, to] of carried) kept.add(path.join(dist, to));
  for (const folder of ['', 'tfjs', 'webview'])
    for (const entry of readdirSync(path.join(dist, folder), { withFileTypes: true })) {
      const file = path.join(dist, folder, entry.name);
      if (entry.isFile() && !kept.has(file)) rmSync(file);
    }
}

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
  for (const options of all) await (await context({ ...options, plugins: [...(options.plugins ?? []), announce] })).watch();
}

step('build/kernels.mjs');
step('build/data.mjs');
step('build/schema.mjs');
for (const [from, to] of carried) copy(from, to);
for (const [from, to] of copied) copy(path.join('node_modules', from), to);
removeStale();
await Promise.all(all.map((options) => build(options)));
if (!existsSync(path.join(dist, 'extension.js'))) throw new Error('The extension was not built.');
if (process.argv.includes('--watch')) await watch();
