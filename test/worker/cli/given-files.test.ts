/** Files that the user names: what is no file, or none that can be used, is refused in words of ours; nothing waits for ever. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { storeCopy } from '../../breaking/stored-files.ts';
import { sharedFolder } from '../../temporary-folder.ts';
import { type Finished, run } from './harness.ts';

const folder = sharedFolder();
const ticket = 'earlier/trial-1/round-01';

beforeAll(() => {
  storeCopy(folder);
  mkdirSync(path.join(folder, 'a folder'));
  symlinkSync('circle', path.join(folder, 'circle'));
  writeFileSync(path.join(folder, 'file'), 'a text');
  writeFileSync(path.join(folder, 'config.lottery.json'), '{}');
  if (process.platform !== 'win32') execFileSync('mkfifo', [path.join(folder, 'pipe')]);
});

/** Neither a foreign text nor a control character reaches the terminal. */
function expectOwnWords({ out, err }: Finished): void {
  expect(`${out}${err.replaceAll(/^log: .*$/gm, '')}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]|\bE[A-Z]{4,}\b|\n\s+at |undefined/);
}

describe.skipIf(process.platform === 'win32')('a pipe that nobody reads', () => {
  it.each([
    ['report', 'earlier', '--out', 'pipe'],
    ['export', ticket, '--format', 'onnx', '--force', '--output', 'pipe'],
    ['export', 'earlier', '--format', 'csv', '--force', '--output', 'pipe'],
  ])('is not waited for: %s %s', async (...args) => {
    const found = await run(folder, ...args);
    expect(found).toMatchObject({ code: 1, err: expect.stringContaining('pipe is a pipe that nobody reads') as string });
    expectOwnWords(found);
  });

  it('is written where another program reads it', async () => {
    const cat = spawn('cat', ['pipe'], { cwd: folder });
    let read = '';
    cat.stdout.on('data', (chunk: Buffer) => (read += chunk.toString()));
    const closed = once(cat, 'close');
    // It opens the pipe in its own time; until then nobody reads.
    await expect.poll(() => run(folder, 'report', 'earlier', '--out', 'pipe').then(({ code }) => code)).toBe(0);
    await closed;
    expect(read).toMatch(/^<!doctype html>[^]*<\/html>\s*$/i);
  });
});

describe('export', () => {
  it('- writes the one file to stdout', async () => {
    const printed = await run(folder, 'export', 'earlier', '--format', 'csv', '--output', '-');
    await run(folder, 'export', 'earlier', '--format', 'csv', '--output', 'all.csv');
    expect(printed).toEqual({ code: 0, err: '', out: readFileSync(path.join(folder, 'all.csv'), 'utf8') });
    expect(existsSync(path.join(folder, '-'))).toBe(false);
  });

  it('- is refused where there are several files', async () => {
    const found = await run(folder, 'export', ticket, '--format', 'safetensors', '--output', '-');
    expect(found).toEqual({ code: 2, out: '', err: 'This export has 2 files, and stdout can take one: name a folder with --output.\n' });
  });
});

describe('import', () => {
  it.each([
    ['nothing', 2, 'nothing: file not found'],
    ['', 2, 'is a variable of the shell not set?'],
    ['circle', 2, 'circle leads in a circle of symbolic links'],
    ['a folder', 2, 'expected a results folder of open_lth'],
    ['file', 1, 'expected safetensors, .npz, a state dict of PyTorch (.pt, .pth) or a model.json of TensorFlow.js, found a text.'],
  ])('of "%s" is refused', async (source, code, words) => {
    const found = await run(folder, 'import', source, '--config', 'config.lottery.json', '--name', 'x');
    expect(found).toMatchObject({ code, err: expect.stringContaining(words) as string });
    expectOwnWords(found);
  });

  it('of a file whose name cannot be that of an experiment says so in one line', async () => {
    writeFileSync(path.join(folder, 'a\nb.npz'), 'x');
    const { code, err } = await run(folder, 'import', 'a\nb.npz', '--config', 'config.lottery.json');
    expect([code, err.trim().split('\n')]).toEqual([2, [expect.stringContaining('cannot be the name of an experiment')]]);
  });
});

it('every config that cannot be read is said, not only the first', async () => {
  const { code, err } = await run(folder, 'validate', 'nothing', 'a folder', 'circle', '/dev/zero', 'config.lottery.json');
  expect([code, err.trim().split('\n')]).toEqual([
    2,
    [
      'nothing: there is no such file',
      'a folder: this is a folder; name a *.lottery.json file',
      'circle: this file leads in a circle of symbolic links.',
      process.platform === 'win32' ? expect.stringContaining('/dev/zero') : '/dev/zero: this is a device, where a config belongs',
    ],
  ]);
});

it('a store whose place is taken by a file is no store, for any command', async () => {
  for (const args of [
    ['mcp'],
    ['list'],
    ['gc'],
    ['status'],
    ['show', 'x'],
    ['delete', 'x', '--yes'],
    ['export', ticket, '--format', 'csv'],
  ]) {
    const found = await run(folder, ...args, '--store', 'file');
    expect([args, found.code, found.err]).toEqual([args, 2, expect.stringContaining("is a file, where a store's folder belongs.")]);
  }
});

it('an experiment whose folder leads elsewhere is no experiment of the store, for any command', async () => {
  const store = storeCopy(path.join(folder, 'a folder'));
  symlinkSync(path.join(folder, '.winning-ticket/experiments/earlier'), path.join(store, 'experiments/linked'), 'junction');
  for (const [code, ...args] of [
    [4, 'list'],
    [4, 'status', 'linked'],
    [1, 'show', 'linked'],
    [1, 'report', 'linked'],
    [1, 'export', 'linked', '--format', 'csv'],
    [3, 'delete', 'linked', '--yes'],
  ] as const) {
    const { code: found, out, err } = await run(folder, ...args, '--store', store);
    expect([args, found, `${out}${err}`]).toEqual([args, code, expect.stringContaining('is a symbolic link; a store has none')]);
  }
  expect(existsSync(path.join(folder, '.winning-ticket/experiments/earlier/experiment.json'))).toBe(true);
});

it.each([
  ['run', ''],
  ['run', 'config.lottery.json', '--store', ''],
  ['validate', 'config.lottery.json', ''],
  ['init', ''],
  ['show', ''],
  ['report', 'earlier', '--out', ''],
  ['export', ticket, '--format', 'npz', '--output', ''],
  ['import', 'file', '--config', ''],
  ['delete', '', '--yes'],
])('an empty word, as a variable that is not set leaves it, is no name: %s', async (...args) => {
  const found = await run(folder, ...args);
  expect(found).toMatchObject({ code: 2, out: '', err: expect.stringContaining('is a variable of the shell not set?') as string });
  expect(existsSync(path.join(folder, '.lottery.json'))).toBe(false);
});

it.each([
  ['an unknown command', ['x\u001b[2J']],
  ['an unknown option', ['run', '--x\u001b[2J']],
  ['a value that is none of a list', ['data', 'fetch', 'x\u001b[2J']],
  ['a value that is no number', ['run', 'config.lottery.json', '--workers', 'x\u001b[2J']],
  ['an unknown experiment', ['show', 'x\u001b[2J']],
  ['an unknown ticket', ['diff', 'x\u001b[2J', 'y']],
  ['an unknown key', ['schema', 'x\u001b[2J']],
  ['a file', ['validate', 'x\u001b[2J']],
  ['a setting', ['validate', 'config.lottery.json', '--set', 'x\u001b[2J=1']],
])('no control character comes back: %s', async (_, args) => {
  const found = await run(folder, ...args);
  expect(found.code).toBe(2);
  expectOwnWords(found);
});
