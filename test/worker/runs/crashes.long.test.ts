/** The crash matrix in small; `npm run test:breaking` has it in full. */
import { beforeAll, expect, it } from 'vitest';
import { cutAt, expectAllOnDisk, failAt, killAt, killedOften, operationsOfRun } from '../../breaking/crashes.ts';
import { drawsFrom } from '../../breaking/draws.ts';
import type { Operation } from '../../breaking/lost-writes.ts';
import { tinyBits, tinyRequest } from '../../breaking/tiny-run.ts';
import { bitsOf, carryOut } from './harness.ts';

let expected: object;
let operations: readonly Operation[];
let root: string;
beforeAll(async () => {
  expected = await tinyBits();
  ({ operations, root } = await operationsOfRun());
});

it('gives the same bits however often it is killed', async () => {
  const end = performance.now() + 12_000;
  expect(await killedOften(drawsFrom(1), (kills) => kills > 2 && performance.now() > end, expected)).toBeGreaterThan(2);
});

it.each([0.02, 0.5, 0.95])('gives the same bits after a kill at %d of its changes', async (share) => {
  await killAt(Math.ceil(share * operations.length), expected);
});

it.each([
  ['ENOSPC', 0.3, true],
  ['EROFS', 0.01, true],
  ['EIO', 0.6, false],
] as const)('N034: says that nothing can be written (%s), and goes on afterwards', async (code, share, lasting) => {
  await failAt({ failAt: Math.ceil(share * operations.length), code, lasting }, expected);
});

it('gives the same bits after a power cut, whatever of its writes is lost', async () => {
  const draw = drawsFrom(2);
  for (const share of [0.2, 0.5, 0.8]) await cutAt(operations, Math.floor(share * operations.length), { root, draw }, expected);
});

it('loses nothing in a power cut after its end', async () => {
  const storeFolder = expectAllOnDisk(operations, root, expected);
  expect(await carryOut(tinyRequest(storeFolder))).toMatchObject({ state: 'finished', trained: 0 });
  expect(bitsOf(storeFolder)).toEqual(expected);
});
