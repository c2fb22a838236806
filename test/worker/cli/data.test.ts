/** Data sets of the user's own and those with a name, from the terminal. */
import { copyFileSync, cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { configSchema } from '../../../src/shared/config/schema/schema.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { carryOut, request } from '../runs/harness.ts';
import { run } from './harness.ts';

const cases = path.join(import.meta.dirname, '../../fixtures/cases');
const small = {
  network: { layers: [{ units: 20 }, { units: 10 }] },
  training: { iterations: 60, evaluateEvery: 20, batchSize: 10, validationSize: 10, learningRate: 0.01 },
  pruning: { rounds: 1 },
  controls: { randomReinit: 0, randomMask: 0 },
};

function folderWith(dataset: object): string {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'own.lottery.json'), JSON.stringify({ ...small, dataset }));
  return folder;
}

test('the same data from idx, NumPy and CSV files: experiments with the same numbers', async () => {
  const rounds: unknown[] = [];
  for (const dataset of [
    { kind: 'idx', folder: 'data' },
    { kind: 'npz', file: 'data/blocks.npz' },
  ]) {
    const folder = folderWith(dataset);
    cpSync(path.join(cases, 'BASE'), path.join(folder, 'data'), { recursive: true });
    const { code, out, err } = await run(folder, 'run', 'own.lottery.json', '--json');
    expect(code, err).toBe(0);
    rounds.push((JSON.parse(out.trim().split('\n').at(-1) ?? '') as { rounds: unknown }).rounds);
  }
  expect(rounds[0]).toEqual(rounds[1]);
});

test('a CSV file with a bad cell: the place, no training, exit code 1', async () => {
  const folder = folderWith({ kind: 'csv', train: 'nan.csv', test: 'nan.csv' });
  copyFileSync(path.join(cases, 'C043/nan.csv'), path.join(folder, 'nan.csv'));
  const { code, err } = await run(folder, 'run', 'own.lottery.json');
  expect(err).toContain('nan.csv: line 34, column pixel39 is not a number');
  expect(code).toBe(1);
});

test('data list, and a data set that is not there', async () => {
  const folder = folderWith({ kind: 'cifar', path: 'nowhere' });
  mkdirSync(path.join(folder, 'cache'));
  process.env['WINNING_TICKET_DATA'] = path.join(folder, 'cache');
  const listed = await run(folder, 'data', 'list', '--json');
  expect(JSON.parse(listed.out)).toMatchObject({
    folder: path.join(folder, 'cache'),
    datasets: [{ name: 'mnist', here: true }, { name: 'fashion-mnist', here: false }, {}, {}],
  });
  writeFileSync(path.join(folder, 'own.lottery.json'), JSON.stringify({ ...small, dataset: 'fashion-mnist' }));
  const { code, err } = await run(folder, 'run', 'own.lottery.json');
  expect(err).toContain('data fetch fashion-mnist');
  expect(code).toBe(1);
});

test("data sets of a transfer and of a sweep's members are asked for before anything is trained", async () => {
  const folder = folderWith({ kind: 'cifar', path: 'nowhere' });
  mkdirSync(path.join(folder, 'cache'));
  process.env['WINNING_TICKET_DATA'] = path.join(folder, 'cache');
  const config = { ...small, dataset: 'mnist', transfer: { dataset: 'fashion-mnist' }, sweep: { dataset: ['mnist', 'cifar-10'] } };
  writeFileSync(path.join(folder, 'own.lottery.json'), JSON.stringify(config));
  const { code, err } = await run(folder, 'run', 'own.lottery.json');
  expect(err).toContain('data fetch fashion-mnist');
  expect(err).toContain('data fetch cifar-10');
  expect(code).toBe(1);
  expect(existsSync(path.join(folder, '.winning-ticket'))).toBe(false);
});

test('says before training how many samples there are, and what was noticed about them', async () => {
  const folder = folderWith({ kind: 'csv', train: 'train.csv', test: 'train.csv', normalization: 'per-channel' });
  const rows = Array.from({ length: 40 }, (_, row) => `${row % 3},${(row % 5) / 5},${row * 100}`);
  writeFileSync(path.join(folder, 'train.csv'), ['label,share,income', ...rows].join('\n'));
  const planned = await run(folder, 'run', 'own.lottery.json', '--dry-run');
  expect(planned.out).toContain('40 training and 40 test samples of 2, 10 classes.');
  expect(planned.out).toContain('warning: The labels are 0 to 2, and the last layer has 10 units: 3 are enough.');
  expect(planned.out).toContain('warning: Column income has a range of 3900, others of 0.8 or less');
  const { data } = JSON.parse((await run(folder, 'run', 'own.lottery.json', '--dry-run', '--json')).out) as { data: { notes: unknown[] } };
  expect(data.notes).toContainEqual(expect.objectContaining({ kind: 'wide-column', column: 'income' }));
  const ran = await run(folder, 'run', 'own.lottery.json');
  expect(ran.err).toContain('warning: Column income has a range of 3900');
  expect(ran.code).toBe(0);
  const shown = await run(folder, 'show', 'own');
  expect(shown.out).toContain('The labels are 0 to 2, and the last layer has 10 units: 3 are enough.');
});

test('configs are held beside their data, at their places, before the first of them is trained', async () => {
  const dataset = { kind: 'csv', train: 'train.csv', test: 'train.csv' };
  const folder = folderWith(dataset);
  writeFileSync(
    path.join(folder, 'train.csv'),
    ['a,b,label', ...Array.from({ length: 40 }, (_, row) => `1,${row % 5},${row % 3}`)].join('\n'),
  );
  const write = (name: string, more: object): void =>
    writeFileSync(path.join(folder, `${name}.lottery.json`), JSON.stringify({ ...small, dataset, ...more }, null, 1));
  write('size', { training: { ...small.training, validationSize: 40 } });
  write('units', { network: { layers: [{ units: 2 }] } });
  write('missing', { dataset: { ...dataset, test: 'none.csv' } });
  const validated = await run(folder, 'validate', 'own.lottery.json', 'size.lottery.json', 'units.lottery.json', 'missing.lottery.json');
  expect(validated.code).toBe(2);
  expect(validated.err).toMatch(
    /^own\.lottery\.json:1:\d+: warning: The labels are 0 to 2, and the last layer has 10 units: 3 are enough\./m,
  );
  expect(validated.err).toMatch(/^size\.lottery\.json:16:21: validationSize must be below 40, the number of training images/m);
  expect(validated.err).toMatch(
    /^units\.lottery\.json:\d+:\d+: warning: .*train\.csv: line 4: label 2, classes 0\.\.1; give the last layer 3 units/m,
  );
  expect(validated.out.split('\n')).toContain('missing.lottery.json: right');
  for (const [name, code, words] of [
    ['size', 2, /^size\.lottery\.json:16:21: validationSize must be below 40/],
    ['units', 1, /^units\.lottery\.json:\d+:\d+: .*line 4: label 2, classes 0\.\.1; give the last layer 3 units/],
    ['missing', 1, /^missing\.lottery\.json:\d+:\d+: There is no file .*none\.csv\. Paths are relative to the config\./],
  ] as const)
    expect(await run(folder, 'run', 'own.lottery.json', `${name}.lottery.json`)).toMatchObject({
      ...{ code, out: '' },
      err: expect.stringMatching(words) as string,
    });
  expect(existsSync(path.join(folder, '.winning-ticket'))).toBe(false);
});

test("each member of a sweep is held beside its own data, at its place in the sweep's list", async () => {
  const tables = ['long', 'short'].map((name) => ({ kind: 'csv', train: `${name}.csv`, test: 'short.csv' }));
  const folder = folderWith(tables[0] ?? {});
  for (const [name, count] of [
    ['long', 60],
    ['short', 20],
  ] as const)
    writeFileSync(
      path.join(folder, `${name}.csv`),
      ['a,label', ...Array.from({ length: count }, (_, row) => `${row},${row % 10}`)].join('\n'),
    );
  const training = { ...small.training, validationSize: 30 };
  const config = { ...small, training, dataset: tables[0], sweep: { dataset: tables } };
  writeFileSync(path.join(folder, 'own.lottery.json'), JSON.stringify(config, null, 1));
  const { code, err } = await run(folder, 'validate', 'own.lottery.json');
  const line =
    JSON.stringify(config, null, 1)
      .split('\n')
      .findLastIndex((text) => text.includes('{')) + 1;
  expect(err).toMatch(
    new RegExp(`^own\\.lottery\\.json:${String(line)}:\\d+: validationSize must be below 20, the number of training images`, 'm'),
  );
  expect(code).toBe(2);
  expect(err.split('\n').filter((text) => text.includes('validationSize'))).toHaveLength(1);
});

test('the panel of a run is told of the data before anything is trained', async () => {
  const folder = folderWith({ kind: 'csv', train: 'train.csv', test: 'train.csv' });
  writeFileSync(path.join(folder, 'train.csv'), ['a,b,label', ...Array.from({ length: 40 }, (_, row) => `1,1,${row % 2}`)].join('\n'));
  const config = configSchema.parse({ ...small, dataset: { kind: 'csv', train: 'train.csv', test: 'train.csv' } });
  const { events } = await carryOut(request(path.join(folder, 'store'), { config, baseFolder: folder }));
  const [first] = events.flatMap((event) => (event.method === 'document' ? [event.payload] : []));
  expect(first?.trainings).toEqual([]);
  expect(first?.data?.warnings).toEqual([{ kind: 'constant-input' }]);
});

test('a config as PowerShell writes it is read (N022), and the last round that prunes is said (N021)', async () => {
  const folder = temporaryFolder();
  const network = { layers: [{ units: 2 }, { units: 10 }] };
  const pruning = { rounds: 60, rates: { dense: 0.5, output: 0.5 } };
  const config = { ...small, network, pruning, dataset: { kind: 'idx', folder: path.join(cases, 'BASE') } };
  writeFileSync(path.join(folder, 'own.lottery.json'), Buffer.from(`\uFEFF${JSON.stringify(config)}`, 'utf16le'));
  const { code, out } = await run(folder, 'run', 'own.lottery.json', '--dry-run');
  expect(out).toContain('warning: Round 7 is the last that prunes anything');
  expect(code).toBe(0);
});
