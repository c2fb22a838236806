/** 1, 2, ... count: trials and replicates count from 1. */
export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** 0, 1, ... count - 1. */
export function firstIndices(count: number): Uint32Array {
  // A loop, since `Uint32Array.from` takes 30 times as long: a training's start lists a layer's weights several times.
  const indices = new Uint32Array(count);
  for (let index = 0; index < count; index++) indices[index] = index;
  return indices;
}
