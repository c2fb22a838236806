/** Kills of the process that follows a run: alone, as a terminal or an extension host may die, or with the runner, as a server may. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { isAlive, runnerOf } from '../e2e/support/processes.ts';
import { bitsOf } from '../worker/runs/harness.ts';
import { type Running, run, start } from '../worker/cli/harness.ts';
import { expectAtRest } from './crashes.ts';
import type { Draw } from './lost-writes.ts';
import { longConfig } from './resources.ts';

const args = (folder: string): string[] => ['run', 'small.lottery.json', '--json', '--store', path.join(folder, '.winning-ticket')];

export async function endsWithinTenSeconds(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100 && isAlive(pid); tries++) await sleep(100);
  return !isAlive(pid);
}

/** Kills the host, and its runner where `both`. @returns the runner's pid, if it had begun. */
function killNow(storeFolder: string, host: Running, both: boolean): number | null {
  const runner = runnerOf(storeFolder, 'small');
  host.process.kill('SIGKILL');
  if (both && runner !== null) process.kill(runner, 'SIGKILL');
  return runner;
}

/**
 * Kills the host of one run again and again; no runner is left over, and the experiment comes out the same.
 * @returns kills that found a runner at work.
 */
export async function killHosts(folder: string, kills: number, both: boolean, draw: Draw, expected: object): Promise<number> {
  const storeFolder = path.join(folder, '.winning-ticket');
  writeFileSync(path.join(folder, 'small.lottery.json'), JSON.stringify(longConfig));
  let found = 0;
  // A kill that comes before the runner has begun is none.
  for (let tries = 0; found < kills && tries < 2 * kills; tries++) {
    const host = start(folder, ...args(folder));
    await host.shows('"ready"');
    await sleep(draw(1200));
    const runner = killNow(storeFolder, host, both);
    await host.finished;
    if (runner === null) continue;
    found += 1;
    expect(await endsWithinTenSeconds(runner)).toBe(true);
    await expectAtRest(storeFolder);
  }
  expect((await run(folder, ...args(folder))).code).toBe(0);
  expect(bitsOf(storeFolder)).toMatchObject({ trainings: (expected as { trainings: object }).trainings });
  return found;
}
