/** How lists of a batch's inputs lie in memory; see kernels/nonzeros.ts. */
import type { Samples } from '../../engine.ts';

/** Finds something out about a data set once, however many trainings ask: samples are never changed. */
export function onceADataSet<T>(find: (samples: Samples) => T): (samples: Samples) => T {
  const known = new WeakMap<Samples['values'], T>();
  return (samples) => {
    const found = known.get(samples.values) ?? find(samples);
    known.set(samples.values, found);
    return found;
  };
}

function find(samples: Samples): number {
  if (!(samples.values instanceof Uint8Array)) return 0;
  const perSample = samples.values.length / samples.count;
  const looked = perSample * Math.min(samples.count, 1000);
  let zeros = 0;
  for (let at = 0; at < looked; at++) if (samples.values[at] === 0) zeros++;
  return zeros / looked;
}

/** Fraction of zeros among the bytes of the first 1,000 samples; 0 for floats. */
export const zeroInputsOf = onceADataSet(find);

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
