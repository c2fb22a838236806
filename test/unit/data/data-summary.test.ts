import { describe, expect, it } from 'vitest';
import { dataSummary } from '../../../src/data/data-summary.ts';
import { resolveNetwork } from '../../../src/lottery/plan/resolve-network.ts';
import { builtInSummary, dataWarningWords } from '../../../src/shared/results/data-summary.ts';
import type { DataNote, Dataset } from '../../../src/shared/specs/samples.ts';

const samples = (labels: readonly number[]) => ({
  ...{ count: labels.length, sampleShape: [2], values: new Float32Array(2 * labels.length), labels: Uint8Array.from(labels) },
});
const dataset = (train: readonly number[], test: readonly number[], notes: readonly DataNote[] = []): Dataset => {
  return { name: 'small', train: samples(train), test: samples(test), classes: 3, fingerprint: 'f', notes };
};
const plain = resolveNetwork({ layers: [{ kind: 'dense', units: 3 }] }, [2], 3);

describe('the summary of a data set', () => {
  it('has the share of the most frequent class of the test set', () => {
    expect(dataSummary(dataset([0, 1, 2], [0, 2, 2, 2, 1]), plain, 60)).toEqual({
      testSamples: 5,
      bestConstantAccuracy: 0.6,
      warnings: [],
    });
  });

  it('warns of one class, and of classes that only the test set has', () => {
    expect(dataSummary(dataset([1, 1], [1, 0, 2]), plain, 60).warnings).toEqual([
      { kind: 'one-class', label: 1 },
      { kind: 'class-only-in-test', labels: [0, 2] },
    ]);
  });

  it('warns of what was noticed about the inputs', () => {
    const notes: DataNote[] = [
      { kind: 'constant-inputs', value: 0 },
      { kind: 'wide-column', column: 'income', range: 5000, usualRange: 2 },
    ];
    expect(dataSummary(dataset([0, 1, 2], [0]), plain, 60).warnings).toEqual([]);
    expect(dataSummary(dataset([0, 1, 2], [0], notes), plain, 60).warnings).toEqual([
      { kind: 'constant-input' },
      { kind: 'wide-column', column: 'income', times: 2500 },
    ]);
  });

  it('keeps the notes that the warnings do not say', () => {
    const absent: DataNote = { kind: 'absent-classes', part: 'test', labels: [2] };
    const hidden: DataNote = { kind: 'left-out', folder: 'x', endings: {}, hidden: 3 };
    const notes: DataNote[] = [absent, hidden, { kind: 'constant-inputs', value: 0 }];
    expect(dataSummary(dataset([0, 1, 2], [0], notes), plain, 60).notes).toEqual([absent]);
  });

  it('N018: warns of batch normalisation over batches of one', () => {
    const layers = [{ kind: 'dense', units: 4 }, { kind: 'batch-normalization' }, { kind: 'dense', units: 3 }] as const;
    const network = resolveNetwork({ layers: [...layers] as never }, [2], 3);
    expect(dataSummary(dataset([0, 1, 2], [0]), network, 1).warnings).toEqual([{ kind: 'batch-of-one' }]);
    expect(dataSummary(dataset([0, 1, 2], [0]), network, 2).warnings).toEqual([]);
  });

  it('is known of the data sets that have a name', () => {
    expect(builtInSummary('mnist')).toEqual({ testSamples: 10_000, bestConstantAccuracy: 0.1135, warnings: [] });
    expect(builtInSummary({ kind: 'cifar', path: 'here', classes: 10 })).toBeNull();
  });
});

it('every warning says what is wrong', () => {
  expect(dataWarningWords({ kind: 'class-only-in-test', labels: [1, 2, 3, 4, 5, 6, 7] })).toBe(
    'no training sample has the label 1, 2, 3, 4, 5 and 2 more, and test samples have: these can never be right',
  );
  expect(dataWarningWords({ kind: 'wide-column', column: 'income', times: 2500 })).toContain('2,500 times as wide');
});
