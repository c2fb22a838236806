import type { Mask } from '../../shared/tensors/tensors.ts';
import { remainingCount } from './mask.ts';

/**
 * Normalised Hamming distance of two masks drawn from the same one (You et al., ICLR 2020).
 * @param among The mask both are subsets of: only the weights that it keeps could differ.
 * @returns The share of those weights in which they do, 0..1.
 */
export function hammingDistance(a: Mask, b: Mask, among: Mask): number {
  let differing = 0;
  for (const [name, { data }] of a) {
    const other = b.get(name)?.data;
    if (other?.length !== data.length) throw new Error(`The masks differ in the shape of ${name}.`);
    for (const [index, kept] of data.entries()) differing += Number(kept !== other[index]);
  }
  return differing / remainingCount(among);
}
