/** 0, 1, ... count - 1. */
export function firstIndices(count: number): Uint32Array {
  // A loop, since `Uint32Array.from` takes 30 times as long: a training's start lists a layer's weights several times.
  const indices = new Uint32Array(count);
  for (let index = 0; index < count; index++) indices[index] = index;
  return indices;
}
