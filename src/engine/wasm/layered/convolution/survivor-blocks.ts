/** Survivors of a convolution in blocks of channels, so that what some pixels read of a block stays in the first cache; see kernels/sparse-convolve.ts. */

/** A part of the first cache: weights and sums pass through it too. */
const cacheBytes = 24 * 1024;
/** Pixels that the widest kernel does at a time, 16 bytes each. */
const pixelsAtOnce = 16;

/** Channels whose pixels fit. */
export function channelsAtOnce([height = 1, width = 1]: readonly number[]): number {
  return Math.max(1, Math.floor(cacheBytes / (height * (pixelsAtOnce + width - 1) * 16)));
}

export interface SurvivorBlocks {
  readonly blocks: number;
  /** `[blocks + 1][outputs]`: where a block of an output's survivors begins, and in the last row where its last one ends. */
  readonly starts: Uint32Array;
}

interface SurvivorPlaces {
  readonly outputs: number;
  readonly inputs: number;
  /** The output and the input of each survivor, ascending by output, then input. */
  readonly outputOf: Uint32Array;
  readonly inputOf: Uint32Array;
}

/** How many blocks there are. */
export const blocksOf = (inputs: number, atOnce: number): number => Math.ceil(inputs / atOnce);

export function survivorBlocks({ outputs, inputs, outputOf, inputOf }: SurvivorPlaces, atOnce: number): SurvivorBlocks {
  const blocks = blocksOf(inputs, atOnce);
  const counts = new Uint32Array(blocks * outputs);
  outputOf.forEach((output, n) => {
    const at = Math.floor((inputOf[n] ?? 0) / atOnce) * outputs + output;
    counts[at] = (counts[at] ?? 0) + 1;
  });
  const starts = new Uint32Array((blocks + 1) * outputs);
  for (let output = 0, first = 0; output < outputs; output++)
    for (let block = 0; block <= blocks; block++) {
      starts[block * outputs + output] = first;
      if (block < blocks) first += counts[block * outputs + output] ?? 0;
    }
  return { blocks, starts };
}
