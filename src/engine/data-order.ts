/** Which training samples each iteration sees: a fresh permutation each epoch, the remainder dropped. */
import { generatorFor, permutation } from '../shared/numbers/random.ts';

interface DataOrder {
  /** Indices into the data pool of the batch of `iteration` (from 1); valid until the next call. */
  batch(iteration: number): Uint32Array;
}

/** Each epoch has its own generator, so that any iteration can be reached without the ones before it. */
export function dataOrder(seed: string, trainingIndices: Uint32Array, batchSize: number): DataOrder {
  const batchesPerEpoch = Math.floor(trainingIndices.length / batchSize);
  if (batchesPerEpoch < 1)
    throw new Error(`The batch size ${String(batchSize)} is larger than the training part (${String(trainingIndices.length)} samples).`);
  let epoch = -1;
  let order = new Uint32Array(0);
  return {
    batch(iteration) {
      const wanted = Math.floor((iteration - 1) / batchesPerEpoch);
      if (wanted !== epoch)
        order = permutation(generatorFor(seed, 'epoch', wanted), trainingIndices.length).map((place) => trainingIndices[place] ?? 0);
      epoch = wanted;
      const first = ((iteration - 1) % batchesPerEpoch) * batchSize;
      return order.subarray(first, first + batchSize);
    },
  };
}
