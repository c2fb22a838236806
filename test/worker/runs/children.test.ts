/** Every process and thread that the program starts ends with a cancellation and with its parent, whatever it is busy with. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/runs/library/store.ts';
import { thisComputer } from '../../../src/data/files/processes.ts';
import type { RunRequest } from '../../../src/shared/channel/runner-protocol.ts';
import { sharedFolder, temporaryFolder } from '../../temporary-folder.ts';
import { slowModel } from '../../unit/engine/tfjs/model/model-files.ts';
import { start } from '../cli/harness.ts';
import { begin, newStore, request, runnerFile, smallConfig } from './harness.ts';

const root = path.join(import.meta.dirname, '../../..');

/** Nothing below is left busy by itself within this time. */
async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 400 && thisComputer().isAlive(pid); tries++) await sleep(50);
  return !thisComputer().isAlive(pid);
}

let files = '';
beforeAll(() => {
  files = sharedFolder();
  slowModel(files);
  // Fifty million rows that take many seconds to read: 200 MB in a file of as many kilobytes.
  writeFileSync(path.join(files, 'slow.csv'), gzipSync(Buffer.from('1,0\n'.repeat(50_000_000)), { level: 1 }));
});

const busyWith: Readonly<Record<string, () => Partial<RunRequest>>> = {
  'a model': () => ({ config: smallConfig({ network: { model: path.join(files, 'model.json') } }) }),
  'a data set': () => {
    const file = path.join(files, 'slow.csv');
    return { config: smallConfig({ dataset: { kind: 'csv', train: file, test: file, label: 1, header: 'no' } }) };
  },
  trainings: () => ({ config: smallConfig({ training: { iterations: 400_000, evaluateEvery: 1000 } }) }),
};
const kinds = Object.keys(busyWith);
const requestFor = (kind: string): RunRequest => request(newStore(), busyWith[kind]?.());
const lockFile = ({ storeFolder }: RunRequest): string => path.join(storeFolder, 'experiments/small/lock.json');

/** Reading begins as soon as the lock is taken. */
async function isBusy(one: RunRequest): Promise<void> {
  await expect.poll(() => existsSync(lockFile(one))).toBe(true);
  await sleep(600);
}

type Parent = ChildProcessByStdio<Writable, Readable, null>;

/** A process that forks the runner as the program does; a line on its stdin breaks the channel. */
function startParent(one: RunRequest): { readonly parent: Parent; readonly pid: Promise<number> } {
  const call = JSON.stringify({ v: 1, kind: 'call', id: 1, method: 'start', payload: one });
  const file = path.join(temporaryFolder(), 'parent.cjs');
  writeFileSync(
    file,
    `const runner = require('node:child_process').fork(${JSON.stringify(runnerFile)}, { stdio: 'ignore', detached: true });
     runner.send(${call});
     process.stdin.once('data', () => runner.disconnect());
     console.log(runner.pid);`,
  );
  const parent = spawn(process.execPath, [file], { stdio: ['pipe', 'pipe', 'inherit'] });
  const pid = new Promise<number>((resolve) => parent.stdout.once('data', (text: Buffer) => resolve(Number(text.toString()))));
  return { parent, pid };
}

describe.each(kinds)('a runner that is busy with %s', (kind) => {
  it('ends when it is cancelled', async () => {
    const one = requestFor(kind);
    const run = begin(one);
    await isBusy(one);
    const pid = await run.pid;
    expect(thisComputer().isAlive(pid)).toBe(true);
    void run.handle.cancel();
    expect(await isGone(pid)).toBe(true);
    expect(await run.ended).toMatchObject({ state: 'cancelled', failure: null });
    expect(existsSync(lockFile(one))).toBe(false);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends by %s, where there are signals', async (signal) => {
    if (process.platform === 'win32') return;
    const one = requestFor(kind);
    const run = begin(one);
    await isBusy(one);
    const pid = await run.pid;
    process.kill(pid, signal);
    expect(await isGone(pid)).toBe(true);
    expect(await run.ended).toMatchObject({ state: 'cancelled' });
  });

  it.each(['is killed', 'closes its channel'])('ends when its parent %s', async (how) => {
    const one = requestFor(kind);
    const { parent, pid } = startParent(one);
    await isBusy(one);
    expect(thisComputer().isAlive(await pid)).toBe(true);
    if (how === 'is killed') parent.kill('SIGKILL');
    else parent.stdin.write('\n');
    expect(await isGone(await pid)).toBe(true);
    expect(existsSync(lockFile(one))).toBe(false);
    parent.kill();
  });
});

it('a detached runner goes on to the end though its parent is killed', async () => {
  const one = request(newStore(), { config: smallConfig({ training: { iterations: 4000, evaluateEvery: 400 } }), detached: true });
  const { parent, pid } = startParent(one);
  await expect.poll(() => existsSync(path.dirname(lockFile(one)))).toBe(true);
  parent.kill('SIGKILL');
  await expect.poll(() => existsSync(lockFile(one))).toBe(false);
  expect(await isGone(await pid)).toBe(true);
  expect(await openStore(one.storeFolder).list()).toEqual([
    { experiment: 'small', state: 'finished', problem: null, earlierOf: null, runner: null },
  ]);
});

it('a dry run that reads a model ends with its process', async () => {
  const folder = temporaryFolder();
  const { dataset, training } = smallConfig();
  const network = { model: path.join(files, 'model.json') };
  writeFileSync(path.join(folder, 'slow.lottery.json'), JSON.stringify({ dataset, network, training }));
  const program = start(folder, 'run', 'slow.lottery.json', '--dry-run');
  await sleep(1500);
  expect(program.process.exitCode).toBeNull();
  program.process.kill('SIGTERM');
  expect(await isGone(program.process.pid ?? 0)).toBe(true);
});

it('these are all that are started; npm is tested in npm-install.test.ts', () => {
  const starts = /\b(?:fork|spawn|spawnSync|exec|execFile|execFileSync|execSync)\(|new Worker\(/;
  const all = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' }).map((file) => path.join('src', file));
  const found = all
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => starts.test(readFileSync(path.join(root, file), 'utf8').replaceAll('.exec(', '')));
  expect(found.map((file) => file.replaceAll('\\', '/')).toSorted()).toEqual([
    'src/runs/client/runner-process.ts',
    'src/runs/packages/npm-install.ts',
    'src/runs/packages/npm-process.ts',
    'src/runs/reading/read-in-thread.ts',
    'src/runs/slurm/commands.ts',
    'src/runs/threads/thread-handle.ts',
  ]);
});
