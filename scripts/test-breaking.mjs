// `npm run test:breaking [-- --minutes N] [-- --seed N]`: builds, tries to break the program for so long (60 minutes by default),
// and prints the table of figures that docs/reliability.md holds. The same seed draws the same kills and changes.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { npm, step, tally, vitest } from './test/steps.mjs';
import { root } from './test/tally.mjs';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' } } });
const file = path.join(root, 'test-results/breaking-figures.jsonl');

/** Figures of one name are added up. @returns {Map<string, number>} */
function figures() {
  const all = new Map();
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  for (const line of lines) {
    const { what, number } = JSON.parse(line);
    all.set(what, (all.get(what) ?? 0) + number);
  }
  return all;
}

function printTable() {
  const date = new Date().toISOString().slice(0, 10);
  console.log(
    `\n${date}, ${values.minutes} minutes, seed ${values.seed}, Node ${process.version}, ${os.platform()}, ${os.cpus()[0]?.model}\n`,
  );
  console.log('| tried | how often |\n|---|---|');
  for (const [what, number] of figures()) console.log(`| ${what} | ${number.toLocaleString('en')} |`);
  console.log('');
}

rmSync(file, { force: true });
await step('build', () => npm('build'));
const env = { WT_BREAKING_FIGURES: file, WT_BREAKING_MINUTES: values.minutes, WT_BREAKING_SEED: values.seed };
await step('breaking', () => vitest('breaking', { env }));
printTable();
process.exit(tally.conclude());
