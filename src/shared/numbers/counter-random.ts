/**
 * Counter-based draws: Threefry-2x32 with 20 rounds (Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3", 2011).
 * A draw is a function of its key and its counter alone, so that no skipped unit, path, resume or worker can change it.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** Two words of 32 bits. */
export type Words = readonly [number, number];

const rotations = [13, 15, 26, 6, 17, 29, 16, 24];
const rotated = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/** Key of a role's seed and, for example, a layer. */
export function drawKey(seed: string, ...parts: readonly (string | number)[]): Words {
  const digest = sha256(utf8ToBytes(JSON.stringify([seed, ...parts])));
  const words = new DataView(digest.buffer, digest.byteOffset);
  return [words.getUint32(0, true), words.getUint32(4, true)];
}

/** Both words, 0 to 2^32 - 1. */
export function threefry([k0, k1]: Words, counter: Words): Words {
  const keys = [k0, k1, k0 ^ k1 ^ 0x1bd11bda];
  let [a, b] = [(counter[0] + k0) | 0, (counter[1] + k1) | 0];
  for (let round = 0; round < 20; round++) {
    a = (a + b) | 0;
    b = rotated(b, rotations[round % 8] ?? 0) ^ a;
    if (round % 4 !== 3) continue;
    const injection = (round + 1) / 4;
    a = (a + (keys[injection % 3] ?? 0)) | 0;
    b = (b + (keys[(injection + 1) % 3] ?? 0) + injection) | 0;
  }
  return [a >>> 0, b >>> 0];
}

/** A whole number of 0 to 2^32 - 1 for this place of this iteration. */
export const draw = (key: Words, iteration: number, index: number): number => threefry(key, [iteration, index])[0];
