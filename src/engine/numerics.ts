/** Part of every spec's hash. Raised only when the committed hashes of test/unit/engine/repeatability.test.ts change. */
export const numerics = 2;
