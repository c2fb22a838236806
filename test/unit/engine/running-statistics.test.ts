/** Batch normalisation's running statistics, by hand, on both engines; and their rewinding. */
import { describe, expect, it } from 'vitest';
import type { TrainInput } from '../../../src/engine/engine.ts';
import { createReferenceEngine } from '../../../src/engine/reference/engine.ts';
import { createWasmEngine } from '../../../src/engine/wasm/engine.ts';
import { fullMask } from '../../../src/lottery/masks/mask.ts';
import { ticketStart } from '../../../src/lottery/rewind.ts';
import { initialWeights } from '../../../src/lottery/weights/initial-weights.ts';
import type { Trained } from '../../../src/lottery/work.ts';
import type { Weights } from '../../../src/shared/tensors/tensors.ts';
import { finished } from './support/finished.ts';
import { imageInputFor } from './support/image-input.ts';
import { kernelBytes } from './support/kernel-bytes.ts';
import { networkWith } from './support/networks.ts';
import { keepGoing } from './support/synthetic.ts';

const network = networkWith([{ kind: 'batch-normalization' }, { kind: 'relu' }], [1, 1, 2], 2);

/** Two images of two pixels, 1 and 3, 5 and 7; both in every batch. */
function input(iterations: number): TrainInput {
  const spec = { batchSize: 2, iterations, evaluateEvery: iterations, snapshots: [1] };
  const base = imageInputFor({ network, density: null, count: 8, kind: 'floats', seed: 'statistics', spec });
  const samples = { count: 2, sampleShape: [1, 1, 2], labels: Uint8Array.of(0, 1), values: Float32Array.of(1, 3, 5, 7) };
  const indices = Uint32Array.of(0, 1);
  const data = { pool: samples, test: samples, trainingIndices: indices, validationIndices: indices, mean: [0], standardDeviation: [1] };
  return { ...base, data, weights: initialWeights(network, 'statistics') };
}

const statistics = (weights: Weights | undefined): (number | undefined)[] =>
  ['norm1.running_mean', 'norm1.running_var'].map((name) => weights?.get(name)?.data[0]);

describe.each([
  ['the embedded engine', createWasmEngine(kernelBytes)],
  ['the reference', createReferenceEngine()],
])('running statistics of %s', (_, engine) => {
  it('follow the batches: a tenth of mean 4 and of variance 20 / 3, which has n - 1 in its denominator', () => {
    const { weights, snapshots } = finished(engine.train(input(2), keepGoing));
    const [mean, variance] = statistics(snapshots.get(1));
    expect(mean).toBeCloseTo(0.4, 6);
    expect(variance).toBeCloseTo(0.9 + 2 / 3, 6);
    const [later, wider] = statistics(weights);
    expect(later).toBeCloseTo(0.9 * 0.4 + 0.4, 6);
    expect(wider).toBeCloseTo(0.9 * (0.9 + 2 / 3) + 2 / 3, 6);
  });

  it('are left alone by an evaluation', () => {
    const { weights } = finished(engine.train(input(1), keepGoing));
    const before = statistics(weights);
    const { data } = input(1);
    engine.evaluate({ ...data, network, weights, samples: data.test });
    expect(statistics(weights)).toEqual(before);
  });
});

describe('rewinding', () => {
  const engine = createWasmEngine(kernelBytes);
  const { weights, snapshots } = finished(engine.train(input(5), keepGoing));
  const trained = {
    finalWeights: () => Promise.resolve(weights),
    snapshot: (iteration: number) => Promise.resolve(snapshots.get(iteration)),
  } as unknown as Trained;
  const past = { initial: initialWeights(network, 'statistics'), dense: trained, trained };
  const start = async (rewind: Parameters<typeof ticketStart>[0]): Promise<(number | undefined)[]> =>
    statistics((await ticketStart(rewind, fullMask(network), past)).weights);

  it('to the initial weights forgets them', async () => {
    expect(await start('initial')).toEqual([0, 1]);
  });

  it('to an iteration takes those of the dense training at that iteration', async () => {
    expect(await start({ iteration: 1 })).toEqual(statistics(snapshots.get(1)));
    expect(await start({ iteration: 1 })).not.toEqual(statistics(weights));
  });

  it('of the learning rate alone keeps them', async () => {
    expect(await start('learning-rate')).toEqual(statistics(weights));
  });
});
