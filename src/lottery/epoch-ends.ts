interface Lengths {
  readonly batchSize: number;
  readonly iterations: number;
}

/** Iterations an epoch: the remainder that fills no batch is dropped. */
export const epochLength = (samples: number, batchSize: number): number => Math.floor(samples / batchSize);

/** The last iterations of the epochs that fit into a training, ascending. */
export function epochEnds(samples: number, { batchSize, iterations }: Lengths): readonly number[] {
  const epoch = epochLength(samples, batchSize);
  return Array.from({ length: Math.floor(iterations / epoch) }, (_, index) => (index + 1) * epoch);
}
