// Size and speed of tickets that run by themselves, for the tables in docs/formats.md: LeNet-300-100 and Conv-2 under random masks of the paper's rounds.
//   npm run build && node scripts/tools/measure-modules.mjs [lenet|conv-2]
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'wt-modules-'));

/** @typedef {{ network: string, shares: readonly number[], images: number, values: number, turns: number }} Measured */
/** @type {Readonly<Record<string, Measured>>} */
const all = {
  lenet: {
    ...{
      network: 'networkOf([{ units: 300 }, { units: 100 }, { units: 10 }], [1, 28, 28])',
      shares: [1, 0.51, 0.21, 0.1, 0.05, 0.02, 0.01],
    },
    ...{ images: 10_000, values: 784, turns: 15 },
  },
  'conv-2': {
    ...{ network: 'conv2()', shares: [1, 0.51, 0.21, 0.1, 0.05, 0.02], images: 96, values: 3072, turns: 3 },
  },
};

/** The writer and the tickets of the unit tests, in one file. @param {string} network @returns {Promise<{ moduleOf: (share: number) => string }>} */
async function writer(network) {
  const outfile = path.join(folder, 'writer.mjs');
  const contents = `import { readFileSync } from 'node:fs';
import { ticketModule } from './src/formats/sparse/ticket-module.ts';
import { networkOf, ticketOf } from './test/unit/formats/tickets.ts';
const convolution = { kind: 'convolution', filters: 64, activation: 'relu' };
const conv2 = () => networkOf([convolution, convolution, { kind: 'max-pool' }, { units: 256 }, { units: 256 }, { units: 10 }], [3, 32, 32]);
const network = ${network};
const text = (name) => readFileSync('dist/' + name, 'utf8');
const parts = { runtime: text('ticket-runtime.js'), imageLayers: text('ticket-image-layers.js'), wasm: readFileSync('dist/ticket.wasm') };
export const moduleOf = (share) => ticketModule(ticketOf(network, share, { values: 'bytes', mean: [0.1307], standardDeviation: [0.3081] }), parts);`;
  await build({
    stdin: { contents, resolveDir: root },
    absWorkingDir: root,
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return import(pathToFileURL(outfile).href);
}

/** Milliseconds of the processor, the least of some turns: other programs take none of it. @param {() => unknown} work @param {number} turns */
function least(work, turns) {
  const times = Array.from({ length: turns }, () => {
    const begun = process.cpuUsage();
    work();
    return process.cpuUsage(begun).user / 1000;
  });
  return Math.min(...times);
}

const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(bytes < 100_000 ? 1 : 0)} kB`;

/** @param {Measured} measured */
async function measure({ network, shares, images, values, turns }) {
  const { moduleOf } = await writer(network);
  // A fifth of an image of a digit is not black.
  const pixels = Uint8Array.from({ length: images * values }, (_, at) => (at % 5 === 0 ? at % 256 : 0));
  let dense = 0;
  for (const [at, share] of shares.entries()) {
    const text = moduleOf(share);
    const file = path.join(folder, `ticket-${values}-${at}.mjs`);
    writeFileSync(file, text);
    const ticket = await (await import(pathToFileURL(file).href)).open();
    const packed = gzipSync(text).length;
    dense ||= packed;
    const milliseconds = least(() => ticket.logits(pixels), turns);
    const sizes = [kilobytes(text.length), kilobytes(packed), `${((100 * packed) / dense).toFixed(1)} %`];
    console.log(`| ${[`${100 * share} %`, ...sizes, `${milliseconds.toFixed(0)} ms`].join(' | ')} |`);
  }
}

const name = process.argv[2] ?? 'lenet';
const measured = all[name];
if (!measured) throw new Error(`Name one of ${Object.keys(all).join(', ')}.`);
await measure(measured);
rmSync(folder, { recursive: true, force: true });
