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
    const images = { sampleShape: [1, 2, 2], values: new Float32Array(8) };
    expect(normalizationFor('mnist', images)).toEqual({ kind: 'fixed', mean: [0.1307], standardDeviation: [0.3081] });
    expect(normalizationFor({ kind: 'idx', folder: 'x' }, images)).toEqual({ kind: 'training-part' });
  });

  it('a table is normalised column by column, unless it holds pixels or the config says otherwise', () => {
    const csv = { kind: 'csv', train: 'a.csv', test: 'b.csv', label: 'label', header: 'auto' } as const;
    const [floats, bytes] = [new Float32Array(8), new Uint8Array(8)].map((values) => ({ sampleShape: [4], values }));
    const kinds = [undefined, 'per-channel', 'per-feature'].map((normalization) =>
      [floats, bytes].map((table) => table && normalizationFor({ ...csv, normalization } as typeof csv, table).kind),
    );
    expect(kinds).toEqual([
      ['per-feature', 'training-part'],
      ['training-part', 'training-part'],
      ['per-feature', 'per-feature'],
    ]);
  });

  it('per feature, every column of the training part has mean 0 and deviation 1, and no other sample counts', () => {
    // Years far from 0, a constant column, and one far wider than the others.
    const row = (k: number): number[] => [2000 + (k % 7), 5, k * k * 1000];
    const samples = (from: number, count: number): Samples => ({
      ...{ count, sampleShape: [3], labels: Uint8Array.from({ length: count }, (_, k) => k % 2) },
      values: Float32Array.from(Array.from({ length: count }, (_, k) => row(from + k)).flat()),
    });
    const dataset = { name: 'table', train: samples(0, 60), test: samples(60, 9), classes: 2, fingerprint: '' };
    const spec = { validationSize: 20, splitSeed: 's', normalization: { kind: 'per-feature' as const } };
    const { pool, test, trainingIndices, mean, standardDeviation } = trainingData(dataset, spec);
    expect({ mean, standardDeviation }).toEqual({ mean: [0], standardDeviation: [1] });
    const column = (part: Samples, at: number): number[] => [...part.values].filter((_, place) => place % 3 === at);
    const moments = (values: readonly number[]): [number, number] => {
      const middle = values.reduce((sum, value) => sum + value, 0) / values.length;
      return [middle, values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / values.length];
    };
    for (const at of [0, 2]) {
      const trained = [...trainingIndices].map((index) => column(pool, at)[index] ?? NaN);
      const [middle, variance] = moments(trained);
      expect(middle).toBeCloseTo(0, 6);
      expect(variance).toBeCloseTo(1, 5);
      const raw = [...trainingIndices].map((index) => row(index)[at] ?? NaN);
      const [rawMiddle, rawVariance] = moments(raw);
      column(test, at).forEach((value, k) => {
        expect(value).toBeCloseTo(((row(60 + k)[at] ?? NaN) - rawMiddle) / Math.sqrt(rawVariance), 4);
      });
    }
    expect(column(pool, 1).every((value) => value === 0)).toBe(true);
    expect(dataset.train.values[0]).toBe(2000);
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
