/** How lists of a batch's inputs lie in memory; see kernels/nonzeros.ts. */

/** Features of one block, as the kernel has it. */
const blockFeatures = 192;

export const pairBytes = 8;

export interface ListShape {
  /** Bytes from where a list begins to where its end stands. */
  readonly toEnd: number;
  /** Blocks of features, one after the other. */
  readonly blocks: number;
}

/** Lists of `listNonzeros`, in blocks. */
export const listsInBlocks = (features: number, samples: number): ListShape => ({
  toEnd: samples * 4,
  blocks: Math.ceil(features / blockFeatures),
});

/** Lists of `listNonzeroFloats`: each ends where the next one begins. */
export const listsInOne: ListShape = { toEnd: 4, blocks: 1 };

/** Bytes of the table of beginnings and ends, up to a cache line. */
export const startsBytes = ({ blocks }: ListShape, samples: number): number => Math.ceil(((blocks + 1) * samples * 4 + 4) / 64) * 64;
