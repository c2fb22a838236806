/**
 * Every command of the documentation (blocks marked `sh`) runs in a folder that has what the pages speak of, in small: the experiments `first` and
 * `lenet` are of a tiny network, runs are planned and not carried out (--dry-run; what runs do is tested elsewhere), and nothing is fetched.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { pagesOf } from '../../../scripts/docs/dead-links.mjs';
import { readPage } from '../../../scripts/docs/markdown.mjs';
import { sharedFolder } from '../../temporary-folder.ts';
import { run } from '../cli/harness.ts';

const root = path.join(import.meta.dirname, '../../..');
const tiny = {
  network: { layers: [{ units: 4 }, { units: 10 }] },
  training: { iterations: 2, evaluateEvery: 1, validationSize: 1000 },
  pruning: { rounds: 5 },
  controls: { randomReinit: 0, randomMask: 0 },
  trials: 2,
};

const ours = /^(winning-ticket|node dist\/cli\.js) +/;
const all = [...new Set(pagesOf(root).flatMap((page) => readPage(readFileSync(path.join(root, page), 'utf8')).commands))];
const commands = all.filter((line) => ours.test(line)).map((line) => line.replace(ours, ''));

/** Words as a shell takes them; the pages quote with single quotes only. */
const wordsOf = (line: string): string[] => (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^'(.*)'$/, '$1'));

/** Another program's files cannot be here: then nothing else may be wrong with the command. */
const needsFile = (words: readonly string[]): boolean => words[0] === 'import';

let folder = '';
beforeAll(async () => {
  folder = sharedFolder();
  cpSync(path.join(root, 'examples'), path.join(folder, 'examples'), { recursive: true });
  const small = ['first', 'lenet', 'lenet-claims', 'lenet-50k'];
  for (const name of small) writeFileSync(path.join(folder, `${name}.lottery.json`), JSON.stringify(tiny));
  writeFileSync(path.join(folder, 'quick-conv-2.lottery.json'), '{ "extends": "quick/conv-2" }');
  process.env['WINNING_TICKET_DATA'] = path.join(folder, 'cache');
  expect((await run(folder, 'run', ...small.map((name) => `${name}.lottery.json`), '-q')).code).toBe(0);
});

it('there are commands', () => {
  expect(commands.length).toBeGreaterThan(15);
  expect(all.filter((line) => !ours.test(line))).toEqual([]);
});

it.each(commands.filter((line) => !line.startsWith('data fetch')))('winning-ticket %s', async (line) => {
  const words = wordsOf(line);
  if (words[0] === 'init') words[1] = 'begun';
  // Two exports bring the same load.py.
  if (words[0] === 'export') words.push('--force');
  // It would watch for ever.
  if (words.at(-1) === '--watch') words.pop();
  if (words[0] === 'run' && !words.includes('--dry-run')) words.push('--dry-run');
  const finished = await run(folder, ...words);
  if (needsFile(words) && finished.code !== 0) return expect(finished.err).not.toMatch(/unknown option|missing required|error:/);
  return expect(finished).toMatchObject({ code: 0 });
});
