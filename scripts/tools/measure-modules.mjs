// Size and speed of tickets that run by themselves, for the table in docs/formats.md: LeNet-300-100 under random masks of the paper's rounds.
//   npm run build && node scripts/tools/measure-modules.mjs [--stdout]
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'wt-modules-'));
const shares = [1, 0.51, 0.21, 0.1, 0.05, 0.02, 0.01];
const images = 10_000;

/** The writer and the tickets of the unit tests, in one file. @returns {Promise<{ moduleOf: (share: number) => string }>} */
async function writer() {
  const outfile = path.join(folder, 'writer.mjs');
  const contents = `import { readFileSync } from 'node:fs';
import { ticketModule } from './src/formats/sparse/ticket-module.ts';
import { networkOf, ticketOf } from './test/unit/formats/tickets.ts';
const network = networkOf([{ units: 300 }, { units: 100 }, { units: 10 }], [1, 28, 28]);
const parts = { runtime: readFileSync('dist/ticket-runtime.js', 'utf8'), wasm: readFileSync('dist/ticket.wasm') };
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

/** Milliseconds of the processor, the least of fifteen turns: other programs take none of it. @param {() => unknown} work */
function least(work) {
  const times = Array.from({ length: 15 }, () => {
    const begun = process.cpuUsage();
    work();
    return process.cpuUsage(begun).user / 1000;
  });
  return Math.min(...times);
}

const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(bytes < 100_000 ? 1 : 0)} kB`;

const { moduleOf } = await writer();
// A fifth of an image of a digit is not black.
const pixels = Uint8Array.from({ length: images * 784 }, (_, at) => (at % 5 === 0 ? at % 256 : 0));
let dense = 0;
for (const [at, share] of shares.entries()) {
  const text = moduleOf(share);
  const file = path.join(folder, `ticket-${at}.mjs`);
  writeFileSync(file, text);
  const ticket = await (await import(pathToFileURL(file).href)).open();
  const packed = gzipSync(text).length;
  dense ||= packed;
  const milliseconds = least(() => ticket.logits(pixels));
  const row = [
    `${100 * share} %`,
    kilobytes(text.length),
    kilobytes(packed),
    `${((100 * packed) / dense).toFixed(1)} %`,
    `${milliseconds.toFixed(0)} ms`,
  ];
  console.log(`| ${row.join(' | ')} |`);
}
rmSync(folder, { recursive: true, force: true });
