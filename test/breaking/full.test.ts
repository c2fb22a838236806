/** Kills, power cuts and what is taken away, in full: `npm run test:breaking`. Spoilt files and messages are tried at the same time. */
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { cutAt, expectAllOnDisk, failAt, killAt, killedOften, operationsOfRun, troubles } from './crashes.ts';
import { count, drawsFrom, repeat } from './draws.ts';
import { killHosts } from './hosts.ts';
import type { Operation } from './lost-writes.ts';
import { breakdowns, breakThread, fillDisk, followEvents, longBits, moveStore, shiftClock, starveRunner } from './resources.ts';
import { seed, share } from './time.ts';
import { tinyBits } from './tiny-run.ts';
import { killVSCode } from './vscode-kills.ts';

let [tiny, long]: [object, object] = [{}, {}];
let operations: readonly Operation[];
let root: string;
beforeAll(async () => {
  tiny = await tinyBits();
  long = await longBits();
  ({ operations, root } = await operationsOfRun());
});

describe('the crash matrix', () => {
  it('one experiment, killed again and again', async () => {
    const draw = drawsFrom(seed);
    let kills = 0;
    for (const end = performance.now() + share(0.2); kills < 200 && performance.now() < end;)
      kills += await killedOften(draw, () => false, tiny);
    count('kills of the runner, each a few changes after its start', kills);
  });

  it('a kill at every change of a run', async () => {
    // Every change once, in an order that is spread over the run, so that a shorter time leaves smaller gaps only.
    const places = operations.map((_, index) => ((index * 37) % operations.length) + 1);
    const done = await repeat(places.length, share(0.25), (index) => killAt(places[index] ?? 1, tiny));
    count(`kills of the runner, each at another of ${String(operations.length)} changes`, done);
    expect(done).toBeGreaterThan(0);
  });

  it('a power cut after any change', async () => {
    const draw = drawsFrom(seed);
    const done = await repeat(200, share(0.12), () => cutAt(operations, draw(operations.length + 1), { root, draw }, tiny));
    expectAllOnDisk(operations, root, tiny);
    count('power cuts, writes since the last fsync lost in part', done);
  });

  it.each([false, true])('kills of the host, with its runner: %s', async (both) => {
    const found = await killHosts(temporaryFolder(), 20, both, drawsFrom(seed + Number(both)), long);
    count(both ? 'kills of host and runner together' : 'kills of the host alone, the runner at work', found);
  });

  // /proc says who the extension host is.
  it.skipIf(process.platform !== 'linux').each(['host', 'server'] as const)("kills inside VS Code: of the %s's process", async (which) => {
    const found = await killVSCode(which, 20, share(0.12), drawsFrom(seed), long);
    count(which === 'host' ? "kills of VS Code's extension host, a run on" : "kills of the VS Code server's root process, a run on", found);
    expect(found).toBeGreaterThan(0);
  });

  it.each(Object.keys(breakdowns) as (keyof typeof breakdowns)[])('a thread breaks down: %s', async (how) => {
    await breakThread(how, tiny);
    count('threads that break down (trap, exit, exception, out of memory)', 1);
  });
});

describe('resources', () => {
  it('a write that fails, at any change and for any reason', async () => {
    const draw = drawsFrom(seed);
    const done = await repeat(200, share(0.12), (index) =>
      failAt({ failAt: 1 + draw(operations.length), code: troubles[index % troubles.length] ?? 'EIO', lasting: draw(2) === 0 }, tiny),
    );
    count('writes that fail (disk full, quota, read-only, EIO, EACCES)', done);
  });

  it('a real disk that is full, then read-only', async () => {
    const done = await fillDisk(tiny);
    if (!done) console.warn('SKIPPED: a real full disk needs root on Linux');
    count('real file systems, full and then read-only', Number(done));
  });

  it('the store is renamed or deleted under a run', async () => {
    for (const how of ['renamed', 'deleted'] as const) await moveStore(how, long);
    count('stores renamed or deleted under a run', 2);
  });

  it('the clock is set back and forward under a run', async () => {
    for (const hours of [-1, 1, -24, 24 * 365]) await shiftClock(hours * 3_600_000, long);
    count('clocks set back or forward under a run', 4);
  });

  it('a runner with too little memory', async () => {
    await starveRunner(tiny);
    count('runners with 4 MB of heap', 1);
  });

  it("a day's events", async () => {
    const events = 24 * 3600 * 4;
    expect(await followEvents(events)).toBeLessThan(50e6);
    count("a day's progress events followed, memory flat", events);
  });
});
