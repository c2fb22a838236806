/**
 * Every command of the documentation (blocks marked `sh`) runs in a folder that has what the pages speak of, in small: the experiments `first` and
 * `lenet` are of a tiny network, runs are planned and not carried out (--dry-run; what runs do is tested elsewhere), and nothing is fetched. Files of other
 * programs are there as PyTorch has written them (test/fixtures/formats/torch).
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
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

let folder = '';
beforeAll(async () => {
  folder = sharedFolder();
  cpSync(path.join(root, 'examples'), path.join(folder, 'examples'), { recursive: true });
  const theirs = path.join(root, 'test/fixtures/formats/torch');
  cpSync(path.join(theirs, 'weights.pt'), path.join(folder, 'weights.pt'));
  cpSync(path.join(theirs, 'lottery_1234'), path.join(folder, 'open_lth_data/lottery_1234'), { recursive: true });
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
  expect(finished).toMatchObject({ code: 0 });
});

it('what the pages import is there: the tickets of open_lth with their masks, the weights of PyTorch as a dense network', async () => {
  const [theirs, weights] = [await run(folder, 'show', 'lottery_1234', '--json'), await run(folder, 'show', 'weights', '--json')];
  const { imported: tickets } = JSON.parse(theirs.out) as { imported: { round: number; remaining: number }[] };
  expect(tickets.map(({ round, remaining }) => [round, Math.round(10 * remaining)])).toEqual([
    [0, 10],
    [1, 5],
  ]);
  expect((JSON.parse(weights.out) as { imported: object[] }).imported).toEqual([{ trial: 1, round: 0, remaining: 1 }]);
});

it('the module that formats.md speaks of classifies', async () => {
  expect((await run(folder, 'export', 'lenet/trial-1/round-05', '--format', 'module', '--force')).code).toBe(0);
  const file = path.join(folder, 'lenet-trial-1-round-05.mjs');
  const { open } = (await import(pathToFileURL(file).href)) as { open(): Promise<{ classify(pixels: ArrayLike<number>): number[] }> };
  expect((await open()).classify(new Uint8Array(2 * 784))).toHaveLength(2);
});
