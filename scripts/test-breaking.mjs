// `npm run test:breaking [-- --minutes N] [--seed N] [--only FILE] [--go-on]`: builds, tries to break the program, each row of the table for at most so
// many minutes (10 by default), and prints the table that docs/reliability.md holds. The same seed draws the same kills and changes. `--go-on` keeps the
// figures of earlier calls, so that the suite can be run in pieces; `--only` takes the files of test/breaking whose name holds the word.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { npm, step, tally, vitest } from './test/steps.mjs';
import { root } from './test/tally.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: 'test/breaking/' },
    'go-on': { type: 'boolean', default: false },
  },
});
const file = path.join(root, 'test-results/breaking-figures.jsonl');

/** @typedef {{ what: string, number: number, goal: number, seconds: number, date: string }} Figure */

/** Figures of one name are added up; the last day counts. @returns {Map<string, Figure>} */
function figures() {
  const all = new Map();
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  for (const line of lines.filter((one) => one !== '')) {
    const figure = /** @type {Figure} */ (JSON.parse(line));
    const before = all.get(figure.what) ?? { number: 0, seconds: 0 };
    all.set(figure.what, { ...figure, number: before.number + figure.number, seconds: before.seconds + figure.seconds });
  }
  return all;
}

function printTable() {
  console.log(`\nseed ${values.seed}, Node ${process.version}, ${os.platform()}, ${os.cpus()[0]?.model}\n`);
  console.log('| tried | goal | how often | minutes | on |\n|---|---|---|---|---|');
  for (const { what, number, goal, seconds, date } of figures().values()) {
    const counts = [goal, number].map((count) => count.toLocaleString('en'));
    console.log(`| ${[what, ...counts, (seconds / 60).toFixed(1), date].join(' | ')} |`);
  }
  console.log('');
}

/** Files in memory: most of the time of reading a small file is waiting for the disk, and a kill loses no page of it. */
const temporary = os.platform() === 'linux' && existsSync('/dev/shm') ? { TMPDIR: '/dev/shm' } : {};

if (!values['go-on']) rmSync(file, { force: true });
await step('build', () => npm('build'));
const env = { ...temporary, WT_BREAKING_FIGURES: file, WT_BREAKING_MINUTES: values.minutes, WT_BREAKING_SEED: values.seed };
await step('breaking', () => vitest('breaking', { env, files: [values.only] }));
printTable();
process.exit(tally.conclude());
