/** How a run in the terminal ends when somebody ends it. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { longConfig } from '../../breaking/resources.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { run, type Running, start } from './harness.ts';

let folder = '';
beforeEach(() => {
  folder = temporaryFolder();
  // None of them is waited for.
  const endless = { ...longConfig, training: { ...longConfig.training, iterations: 4_000_000 } };
  writeFileSync(path.join(folder, 'small.lottery.json'), JSON.stringify(endless));
});

async function beginRun(...more: string[]): Promise<Running> {
  const running = start(folder, 'run', 'small.lottery.json', ...more);
  await running.shows(more.length > 0 ? '"progress"' : '0 of');
  return running;
}

async function states(): Promise<unknown> {
  const { out } = await run(folder, 'list', '--json');
  return (JSON.parse(out) as { experiments: { state: string; runner: null }[] }).experiments.map(({ state, runner }) => [state, runner]);
}

it.skipIf(process.platform === 'win32').each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('by %s it is cancelled, and exits with %i', async (signal, code) => {
  const running = await beginRun();
  running.process.kill(signal);
  expect((await running.finished).code).toBe(code);
  expect(await states()).toEqual([['cancelled', null]]);
});

it('is no success when whoever reads its output is gone (N030)', async () => {
  const running = await beginRun('--json');
  running.process.stdout.destroy();
  expect((await running.finished).code).toBe(141);
  // The runner has noticed too, and saves.
  await expect.poll(states).toEqual([['interrupted', null]]);
});

it('is no failure when whoever reads a list has seen enough (N030)', async () => {
  const running = start(folder, 'init', '--help');
  running.process.stdout.destroy();
  expect((await running.finished).code).toBe(0);
});
