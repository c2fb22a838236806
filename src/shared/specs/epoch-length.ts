/** Iterations an epoch: the remainder that fills no batch is dropped. */
export const epochLength = (samples: number, batchSize: number): number => Math.floor(samples / batchSize);
