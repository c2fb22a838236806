/** Draws that can be repeated, and actions that are repeated with them. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Draw } from './lost-writes.ts';

/** Marsaglia's xorshift of 32 bits: only spread is needed. */
export function drawsFrom(seed: number): Draw {
  let state = (seed * 2_654_435_761 + 1) >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return Math.floor((state / 0x1_0000_0000) * below);
  };
}

/** So many calls there are on a slow machine too. */
const least = 20;

/** Calls `action` with 0, 1, ... until so many calls or milliseconds are over; returns how many there were. */
export async function repeat(most: number, milliseconds: number, action: (index: number) => unknown): Promise<number> {
  const end = performance.now() + milliseconds;
  let done = 0;
  for (; done < most && (done < least || performance.now() < end); done++) await action(done);
  return done;
}

/** Actions side by side: most of the time of one that reads files is waiting for the disk. */
export const lanes = 8;

/**
 * `repeat` in several lanes, each with draws of its own.
 * @param prepare Makes what a lane does, again and again, from its draws.
 */
export async function repeatInLanes(
  most: number,
  milliseconds: number,
  seed: number,
  prepare: (draw: Draw) => (index: number) => unknown,
): Promise<number> {
  const share = Math.ceil(most / lanes);
  const each = Array.from({ length: lanes }, (_, lane) => {
    const action = prepare(drawsFrom(seed + 1000 * lane));
    // Where files are read at once, a lane that waits for the system would never have its turn beside others that wait for nothing.
    return repeat(share, milliseconds, async (index) => (await action(index), await nextTurn()));
  });
  return (await Promise.all(each)).reduce((sum, done) => sum + done, 0);
}
