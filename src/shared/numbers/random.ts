/** Random draws that are the same on every machine: each role has its own generator, seeded by words. */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { firstIndices } from './counting.ts';
import { log } from './math.ts';

export type Generator = RandomGenerator;

/** A generator of its own for each list of words: `generatorFor(seed, 'epoch', 3)`. */
export function generatorFor(seed: string, ...parts: readonly (string | number)[]): Generator {
  // JSON keeps ('a', 'bc') and ('ab', 'c'), 1 and '1' apart.
  const digest = sha256(utf8ToBytes(JSON.stringify([seed, ...parts])));
  const words = new DataView(digest.buffer, digest.byteOffset);
  return xoroshiro128plusFromState([0, 4, 8, 12].map((offset) => words.getInt32(offset, true)));
}

/** All of 0..n-1 in random order (Fisher-Yates, last place first). */
export function permutation(generator: Generator, n: number): Uint32Array {
  const order = firstIndices(n);
  for (let last = n - 1; last > 0; last--) {
    const chosen = uniformInt(generator, 0, last);
    const moved = order[last] ?? 0;
    order[last] = order[chosen] ?? 0;
    order[chosen] = moved;
  }
  return order;
}

/** Uniform in 0..count-1. */
export const uniformIndex = (generator: Generator, count: number): number => uniformInt(generator, 0, count - 1);

/** One draw of mean 0 and variance 1, uniform between -sqrt(3) and sqrt(3). */
export const standardUniform = (generator: Generator): number => Math.sqrt(3) * (2 * uniformFloat64(generator) - 1);

/** One draw of N(0, 1): Marsaglia's polar method, its second value thrown away so that draws need no state. */
export function standardNormal(generator: Generator): number {
  for (;;) {
    const x = 2 * uniformFloat64(generator) - 1;
    const y = 2 * uniformFloat64(generator) - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * log(square)) / square);
  }
}
