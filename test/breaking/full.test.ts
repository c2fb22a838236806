/** Kills, power cuts and what is taken away, in full: `npm run test:breaking`. Spoilt files and messages are tried at the same time. */
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { cutAt, expectAllOnDisk, failAt, killAt, killedOften, operationsOfRun, troubles } from './crashes.ts';
import { drawsFrom, repeat } from './draws.ts';
import { towards } from './figures.ts';
import { killHosts } from './hosts.ts';
import type { Operation } from './lost-writes.ts';
import { breakdowns, breakThread, fillDisk, followEvents, longBits, moveStore, shiftClock, starveRunner } from './resources.ts';
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

const kills = 200;
const killsOfHosts = 20;

describe('the crash matrix', () => {
  it('one experiment, killed again and again', () =>
    towards('kills of the runner, each a few changes after its start', kills, async ({ most, milliseconds, seed }) => {
      const draw = drawsFrom(seed);
      let done = 0;
      for (const end = performance.now() + milliseconds; done < most && performance.now() < end;)
        done += await killedOften(draw, () => false, tiny);
      return done;
    }));

  it('a kill at every change of a run', () =>
    towards('kills of the runner, each at another change of a run', operations.length, async ({ most, milliseconds, done }) => {
      // Every change once, in an order that is spread over the run, so that a shorter time leaves smaller gaps only.
      const places = operations.map((_, index) => ((index * 37) % operations.length) + 1);
      return repeat(most, milliseconds, (index) => killAt(places[done + index] ?? 1, tiny));
    }));

  it('a power cut after any change', () =>
    towards('power cuts, writes since the last fsync lost in part', 200, async ({ most, milliseconds, seed }) => {
      const draw = drawsFrom(seed);
      const done = await repeat(most, milliseconds, () => cutAt(operations, draw(operations.length + 1), { root, draw }, tiny));
      expectAllOnDisk(operations, root, tiny);
      return done;
    }));

  it.each([false, true])('kills of the host, with its runner: %s', (both) =>
    towards(
      both ? 'kills of host and runner together' : 'kills of the host alone, the runner at work',
      killsOfHosts,
      async ({ most, seed }) => killHosts(temporaryFolder(), most, both, drawsFrom(seed + Number(both)), long),
    ),
  );

  // /proc says who the extension host is.
  it.skipIf(process.platform !== 'linux').each(['host', 'server'] as const)("kills inside VS Code: of the %s's process", (which) =>
    towards(
      which === 'host' ? "kills of VS Code's extension host, a run on" : "kills of the VS Code server's root process, a run on",
      killsOfHosts,
      async ({ most, milliseconds, seed }) => killVSCode(which, most, milliseconds, drawsFrom(seed), long),
    ),
  );

  it.each(Object.keys(breakdowns) as (keyof typeof breakdowns)[])('a thread breaks down: %s', (how) =>
    towards(`threads that break down: ${how}`, 1, async () => {
      await breakThread(how, tiny);
      return 1;
    }),
  );
});

describe('resources', () => {
  it('a write that fails, at every change and for every reason in turn', () =>
    towards('writes that fail (disk full, quota, read-only, EIO, EACCES), each at another change', operations.length, async (left) => {
      const places = operations.map((_, index) => ((index * 37) % operations.length) + 1);
      return repeat(left.most, left.milliseconds, (index) => {
        const at = left.done + index;
        return failAt({ failAt: places[at] ?? 1, code: troubles[at % troubles.length] ?? 'EIO', lasting: at % 2 === 0 }, tiny);
      });
    }));

  it('a real disk that is full, then read-only', () =>
    towards('real file systems, full and then read-only', 1, async () => {
      const done = await fillDisk(tiny);
      if (!done) console.warn('SKIPPED: a real full disk needs root on Linux');
      return Number(done);
    }));

  it('the store is renamed or deleted under a run', () =>
    towards('stores renamed or deleted under a run', 2, async () => {
      for (const how of ['renamed', 'deleted'] as const) await moveStore(how, long);
      return 2;
    }));

  it('the clock is set back and forward under a run', () =>
    towards('clocks set back or forward under a run', 4, async () => {
      for (const hours of [-1, 1, -24, 24 * 365]) await shiftClock(hours * 3_600_000, long);
      return 4;
    }));

  it('a runner with too little memory', () =>
    towards('runners with 4 MB of heap', 1, async () => {
      await starveRunner(tiny);
      return 1;
    }));

  it("a day's events", () => {
    const events = 24 * 3600 * 4;
    return towards("a day's progress events followed, memory flat", events, async () => {
      expect(await followEvents(events)).toBeLessThan(50e6);
      return events;
    });
  });
});
