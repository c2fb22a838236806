import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { normalizationFor, trainingStatistics } from '../../../src/data/normalization.ts';
import { trainingData } from '../../../src/data/training-data.ts';
import type { Samples } from '../../../src/shared/specs/samples.ts';
import { casesFolder, loadBase } from './cases.ts';

const labels = (count: number): Uint8Array => new Uint8Array(count);

/** CIFAR-10's binary format: a label and 3 x 32 x 32 bytes a record. */
function cifar(): Samples {
  const bytes = readFileSync(join(casesFolder, 'C013/train.bin'));
  const count = bytes.length / 3073;
  const values = new Uint8Array(count * 3072);
  for (let record = 0; record < count; record++) values.set(bytes.subarray(record * 3073 + 1, (record + 1) * 3073), record * 3072);
  return { count, sampleShape: [3, 32, 32], values, labels: labels(count) };
}

describe('trainingStatistics', () => {
  it('C013: mean and population standard deviation per channel', () => {
    const { mean, standardDeviation } = trainingStatistics(cifar(), Uint32Array.of(0, 1, 2, 3, 4, 5));
    expect(mean.map((value) => value.toFixed(6))).toEqual(['0.250303', '0.503719', '0.419656']);
    expect(standardDeviation.map((value) => value.toFixed(6))).toEqual(['0.145107', '0.289969', '0.213360']);
  });

  it('reads only the given samples', () => {
    const samples = { count: 3, sampleShape: [2], values: Float32Array.of(1, 3, 100, 100, 3, 1), labels: labels(3) };
    expect(trainingStatistics(samples, Uint32Array.of(2, 0))).toEqual({ mean: [2], standardDeviation: [1] });
  });

  it('a constant channel is divided by 1', () => {
    const samples = { count: 2, sampleShape: [2, 1, 1], values: Uint8Array.of(0, 255, 0, 0), labels: labels(2) };
    expect(trainingStatistics(samples, Uint32Array.of(0, 1))).toEqual({ mean: [0, 0.5], standardDeviation: [1, 0.5] });
  });
});

describe('trainingData', () => {
  it('MNIST has fixed numbers, other data its own', () => {
    expect(normalizationFor('mnist')).toEqual({ kind: 'fixed', mean: [0.1307], standardDeviation: [0.3081] });
    expect(normalizationFor({ kind: 'idx', folder: 'x' })).toEqual({ kind: 'training-part' });
  });

  it('puts split and statistics of the training part together', async () => {
    const dataset = await loadBase();
    const data = trainingData(dataset, { validationSize: 20, splitSeed: 's', normalization: { kind: 'training-part' } });
    expect(data.pool).toBe(dataset.train);
    expect(data.test).toBe(dataset.test);
    expect([data.trainingIndices.length, data.validationIndices.length]).toEqual([180, 20]);
    expect({ mean: data.mean, standardDeviation: data.standardDeviation }).toEqual(trainingStatistics(dataset.train, data.trainingIndices));
    expect(data.mean).not.toEqual(trainingStatistics(dataset.train, data.validationIndices).mean);
    expect(
      trainingData(dataset, { validationSize: 20, splitSeed: 's', normalization: { kind: 'fixed', mean: [0.1], standardDeviation: [0.2] } })
        .mean,
    ).toEqual([0.1]);
  });
});
