/** Runs that outlive their terminal: seen, followed and cancelled from others, with the bits of any other run. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/runs/library/store.ts';
import { longBits, longConfig } from '../../breaking/resources.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { bitsOf } from '../runs/harness.ts';
import { run } from './harness.ts';

let folder = '';
let store = '';
beforeEach(() => {
  folder = temporaryFolder();
  store = path.join(folder, '.winning-ticket');
  writeFileSync(path.join(folder, 'small.lottery.json'), JSON.stringify(longConfig));
});

interface Status {
  readonly experiments: readonly { readonly state: string; readonly runner: { readonly pid: number; readonly progress: object } | null }[];
}

async function status(): Promise<Status['experiments'][number] | undefined> {
  return (JSON.parse((await run(folder, 'status', 'small', '--json')).out) as Status).experiments[0];
}

/** Does not end by itself within a test. */
const endless = { ...longConfig, training: { ...longConfig.training, iterations: 4_000_000 } };

describe('run --detach', () => {
  it('returns while the run goes on; other processes see it and cancel it', async () => {
    writeFileSync(path.join(folder, 'small.lottery.json'), JSON.stringify(endless));
    const begun = await run(folder, 'run', 'small.lottery.json', '--detach', '--json');
    expect(begun.code).toBe(0);
    const { pid } = JSON.parse(begun.out) as { pid: number };
    await expect.poll(async () => (await status())?.runner?.progress).toMatchObject({ trainingsPlanned: 4 });
    expect(await status()).toMatchObject({ state: 'running', runner: { pid, here: true } });
    expect((await run(folder, 'run', 'small.lottery.json', '--detach')).code).toBe(3);
    const cancelled = await run(folder, 'cancel');
    expect([cancelled.code, cancelled.out]).toEqual([0, expect.stringContaining('small: cancelled.')]);
    expect(await status()).toMatchObject({ state: 'cancelled', runner: null });
    expect(readFileSync(path.join(store, 'experiments/small/run.log'), 'utf8')).toContain(`process ${String(pid)} begins`);
    expect((await run(folder, 'cancel', 'small')).out).toContain('Nobody runs "small".');
  });

  it('is followed to its end, with the bits of any other run', async () => {
    const begun = await run(folder, 'run', 'small.lottery.json', '--detach');
    expect([begun.code, begun.out]).toEqual([0, expect.stringContaining('status --watch small')]);
    const followed = await run(folder, 'status', '--watch', 'small');
    expect([followed.code, followed.out]).toEqual([0, expect.stringMatching(/small +finished/)]);
    expect(bitsOf(store)).toEqual(await longBits());
  });

  it('says what is in the way, and leaves nothing running', async () => {
    writeFileSync(path.join(folder, 'small.lottery.json'), JSON.stringify({ ...longConfig, dataset: { kind: 'idx', folder: 'nowhere' } }));
    const { code, err } = await run(folder, 'run', 'small.lottery.json', '--detach');
    expect([code, err]).toEqual([1, expect.stringContaining('nowhere')]);
    expect((await run(folder, 'status')).out).toContain('Nothing is running');
  });
});

it('status says where nothing runs', async () => {
  expect((await run(folder, 'status')).out).toContain('Nothing is running in');
  expect((await run(folder, 'status', 'small')).code).toBe(2);
});

const program = path.join(import.meta.dirname, '../../../dist/cli.js');
const words = (...parts: string[]): string => parts.map((part) => `'${part}'`).join(' ');
const inTerminal = words(process.execPath, program, 'run', 'small.lottery.json');

/** Starts a command in a terminal of its own, and kills the terminal when the run holds its lock. */
async function killTerminalOf(command: string): Promise<void> {
  const terminal = spawn('script', ['-qc', command, '/dev/null'], { cwd: folder, stdio: ['pipe', 'ignore', 'inherit'] });
  await expect.poll(async () => (await openStore(store).list())[0]?.runner?.progress ?? null).not.toBeNull();
  const gone = new Promise((resolve) => terminal.once('exit', resolve));
  terminal.kill('SIGKILL');
  await gone;
}

async function endsAs(): Promise<string | undefined> {
  const lock = path.join(store, 'experiments/small/lock.json');
  await expect.poll(() => existsSync(lock)).toBe(false);
  return (await openStore(store).list())[0]?.state;
}

/** `script` of util-linux makes a terminal. */
describe.skipIf(process.platform !== 'linux')('a terminal that is killed', () => {
  it('ends its run, which is saved', async () => {
    writeFileSync(path.join(folder, 'small.lottery.json'), JSON.stringify(endless));
    await killTerminalOf(inTerminal);
    expect(await endsAs()).toBe('cancelled');
  });

  it.each([
    ['begun with --detach', `${inTerminal} --detach; sleep 60`],
    ['begun with nohup', `nohup ${inTerminal}`],
    ['of a script that is begun with nohup', `nohup sh -c "${inTerminal}; true"`],
    ['of a shell that ignores hangups', `trap '' HUP; ${inTerminal}; true`],
  ])('does not end a run %s', async (_, command) => {
    await killTerminalOf(command);
    expect(await endsAs()).toBe('finished');
  });
});

it('a run that was to go on by itself and was cut off says so until it is run again', async () => {
  writeFileSync(path.join(folder, 'small.lottery.json'), JSON.stringify(endless));
  const begun = await run(folder, 'run', 'small.lottery.json', '--detach', '--json');
  process.kill((JSON.parse(begun.out) as { pid: number }).pid, 'SIGKILL');
  await expect
    .poll(async () => (await openStore(store).list())[0])
    .toMatchObject({ state: 'interrupted', cutOff: expect.any(String) as string });
  expect((await run(folder, 'status', 'small')).out).toContain('cut off; run it again to go on');
  writeFileSync(path.join(folder, 'small.lottery.json'), JSON.stringify(longConfig));
  await run(folder, 'run', 'small.lottery.json');
  expect((await openStore(store).list())[0]).toEqual({
    experiment: 'small',
    state: 'finished',
    problem: null,
    earlierOf: null,
    runner: null,
  });
});
