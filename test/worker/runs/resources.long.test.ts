/** What a run needs is taken away, in small; `npm run test:breaking` has it in full. */
import { beforeAll, expect, it } from 'vitest';
import { breakThread, followEvents, longBits, moveStore, shiftClock } from '../../breaking/resources.ts';
import { tinyBits } from '../../breaking/tiny-run.ts';

let [tiny, long]: [object, object] = [{}, {}];
beforeAll(async () => {
  tiny = await tinyBits();
  long = await longBits();
});

// Windows renames no folder in which a file is open.
it.skipIf(process.platform === 'win32')('says that its store is gone, and goes on where it lies now', async () => {
  await moveStore('renamed', long);
});

it('goes on when the clock is set back by an hour (N036)', async () => {
  await shiftClock(-3_600_000, long);
});

it('survives a thread that traps', async () => {
  await breakThread('trap', tiny);
});

it('keeps no event of a long run', async () => {
  expect(await followEvents(2000)).toBeLessThan(50e6);
});
