// Makes the package for npm, winning-ticket-VERSION.tgz: the terminal and the library, built, with pages and examples. Everything is bundled, so that it has no
// dependencies; the repository's own package.json is that of the editor and of the development.
//   node scripts/build.mjs && node scripts/build/npm-package.mjs [FOLDER]     FOLDER takes the .tgz; the root by default
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const staged = path.join(root, 'build/npm');

const program = [
  'cli.js',
  'index.mjs',
  'index.d.ts',
  'runner.cjs',
  'slurm-task.cjs',
  'training-thread.cjs',
  'reader.cjs',
  'kernels.wasm',
  'ticket.wasm',
  'ticket-runtime.js',
];
const pages = readdirSync(path.join(root, 'docs'), { withFileTypes: true }).flatMap((entry) =>
  entry.isFile() ? [`docs/${entry.name}`] : [],
);
const files = [
  ...program.map((name) => `dist/${name}`),
  ...['dist/tfjs/engine.cjs', 'dist/tfjs/tfjs-backend-wasm-simd.wasm', 'dist/data'],
  ...['README.md', 'CHANGELOG.md', 'LICENSE', 'THIRD-PARTY-NOTICES.md', 'media/lottery.schema.json', 'examples'],
  ...pages,
];

/** What users of the package need of the repository's. @param {Record<string, unknown>} manifest */
function published({ name, version, description, license, repository, bugs, homepage, engines, bin, types, exports }) {
  const { node } = /** @type {{ node: string }} */ (engines);
  const links = { repository, bugs, homepage };
  const keywords = ['lottery-ticket-hypothesis', 'pruning', 'sparse', 'neural-network', 'mnist'];
  return { name, version, description, keywords, license, ...links, type: 'commonjs', engines: { node }, bin, types, exports };
}

rmSync(staged, { recursive: true, force: true });
for (const file of files) {
  mkdirSync(path.dirname(path.join(staged, file)), { recursive: true });
  cpSync(path.join(root, file), path.join(staged, file), { recursive: true, filter: (from) => !from.endsWith('.map') });
}
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
writeFileSync(path.join(staged, 'package.json'), `${JSON.stringify(published(manifest), null, 2)}\n`);
const to = path.resolve(process.argv[2] ?? root);
const npm = execFileSync('npm', ['pack', '--silent', '--pack-destination', to], {
  cwd: staged,
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
console.log(path.join(to, npm.trim().split('\n').at(-1) ?? ''));
