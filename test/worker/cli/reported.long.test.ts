/** Trouble that users of other programs have reported with names and files, tried on the terminal: the right value of each. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../temporary-folder.ts';
import { smallConfig } from '../runs/harness.ts';
import { run } from './harness.ts';

const tiny = smallConfig({ training: { iterations: 60, evaluateEvery: 20 }, pruning: { rounds: 1 } });
const cli = path.join(import.meta.dirname, '../../../dist/cli.js');
const write = (folder: string, name: string, more: object): void =>
  writeFileSync(path.join(folder, `${name}.lottery.json`), JSON.stringify({ ...tiny, ...more }));

describe.skipIf(process.platform === 'win32')('N028: the command that a run prints works when it is pasted into a shell', () => {
  it.each(['--json', '-v two * ~ !!', "x`touch pwned`$(touch pwned)'\"; touch pwned; '"])('for an experiment called %s', async (name) => {
    const folder = temporaryFolder();
    write(folder, 'own', { name });
    const { code, out } = await run(folder, 'run', 'own.lottery.json');
    expect(code).toBe(0);
    const line = /^In detail: +(.*)$/m.exec(out)?.[1] ?? '';
    const before = readdirSync(folder).toSorted();
    const shown = execFileSync('sh', ['-c', line], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(shown).toContain(`${name}/trial-1/round-01`);
    expect(readdirSync(folder).toSorted()).toEqual(before);
  });

  it('and a config whose file begins with a dash is run behind --', async () => {
    const folder = temporaryFolder();
    write(folder, '-v2', {});
    expect((await run(folder, 'run', '--', '-v2.lottery.json')).code).toBe(0);
  });
});

describe.skipIf(process.platform !== 'linux')('what cannot be printed or written is said', () => {
  const sh = (command: string): { readonly status: number | null; readonly stderr: string } =>
    spawnSync('sh', ['-c', command, 'sh', process.execPath, cli], { cwd: temporaryFolder(), encoding: 'utf8' });

  it.each([
    ['"$1" "$2" data list > /dev/full', 'What was to be printed (stdout) cannot be written: the disk is full'],
    ['"$1" "$2" run --store /proc/x /dev/null', '/dev/null: this is a device, where a config belongs'],
    ['"$1" "$2" init a/b', 'a/b.lottery.json could not be written: its folder is not there'],
    ['mkdir gone && cd gone && rmdir ../gone && "$1" "$2" list', 'The current folder is not there any more; change to another one'],
  ])('%s', (command, words) => {
    const { status, stderr } = sh(command);
    expect(stderr).toContain(words);
    expect(status).toBeGreaterThan(0);
  });
});

it("N029: markup in a name and in a folder's name is text in the report", async () => {
  const name = `a"><img src=x onerror=alert(1)></script><script>alert(1)</script>`;
  const folder = path.join(temporaryFolder(), name.replaceAll('/', '_'));
  mkdirSync(folder);
  write(folder, 'own', { name });
  expect((await run(folder, 'run', 'own.lottery.json')).code).toBe(0);
  const { out, code } = await run(folder, 'report', name, '--out', '-');
  expect(code).toBe(0);
  expect(out).not.toMatch(/<img|<script|onerror=[^&]*>(?!.*&gt;)/);
  expect(out).toContain('&lt;img src=x onerror=alert(1)&gt;');
});

it('N033: a setting that is changed between two runs begins trainings of its own, says so, and leaves the others whole', async () => {
  const folder = temporaryFolder();
  const store = path.join(folder, '.winning-ticket');
  write(folder, 'own', {});
  expect((await run(folder, 'run', 'own.lottery.json')).code).toBe(0);
  const first = trainingsIn(store);
  write(folder, 'own', { training: { ...tiny.training, learningRate: 0.003 } });
  const changed = await run(folder, 'run', 'own.lottery.json');
  expect([changed.code, changed.err]).toEqual([0, expect.stringContaining('Its settings have changed (training.learningRate')]);
  const both = readdirSync(path.join(store, 'trainings'));
  expect(both.length).toBe(2 * Object.keys(first).length);
  write(folder, 'own', {});
  expect((await run(folder, 'run', 'own.lottery.json')).code).toBe(0);
  expect(readdirSync(path.join(store, 'trainings'))).toEqual(both);
  expect(trainingsIn(store)).toMatchObject(first);
});

it('N039: one round and one evaluation, and values that are all equal, are drawn', async () => {
  const folder = temporaryFolder();
  write(folder, 'own', { training: { ...tiny.training, iterations: 1, evaluateEvery: 1 } });
  const ran = await run(folder, 'run', 'own.lottery.json');
  expect(ran.err + ran.out).not.toMatch(/NaN|undefined|Infinity/);
  const { out } = await run(folder, 'report', 'own', '--out', '-');
  expect(out).not.toMatch(/NaN|undefined|Infinity/);
  expect(out).toMatch(/<svg /);
});

/** By training: its record without its time. */
function trainingsIn(store: string): Readonly<Record<string, unknown>> {
  const folders = readdirSync(path.join(store, 'trainings'));
  return Object.fromEntries(
    folders.map((hash) => [
      hash,
      { ...(JSON.parse(readFileSync(path.join(store, 'trainings', hash, 'training.json'), 'utf8')) as object), seconds: 0 },
    ]),
  );
}
