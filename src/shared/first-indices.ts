/** 0, 1, ... count - 1. */
export const firstIndices = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, index) => index);
