import { expect, test } from 'vitest';
import { resolveNetwork } from '../../../../../src/lottery/plan/resolve-network.ts';
import { experimentRecordSchema } from '../../../../../src/runs/store/experiments/experiment-record.ts';
import type { DataSummary } from '../../../../../src/shared/results/data-summary.ts';
import { experimentRecord } from '../../stored-experiment.ts';

test.each(['lenet-300-100', 'conv-2-dropout', 'resnet-20', 'vgg-19'] as const)(
  'an experiment with %s is read as it was written',
  (name) => {
    const network = resolveNetwork(name, [3, 32, 32], 10);
    const record = { ...experimentRecord('some', {}), network };
    expect(experimentRecordSchema.parse(JSON.parse(JSON.stringify(record))).network).toEqual(network);
  },
);

test('what was noticed about the data is read as it was written, and what this version does not know is left out', () => {
  const data: DataSummary = {
    testSamples: 9,
    bestConstantAccuracy: 0.5,
    warnings: [
      { kind: 'one-class', label: 3 },
      { kind: 'class-only-in-test', labels: [1, 2] },
      { kind: 'constant-input' },
      { kind: 'wide-column', column: 'income', times: 900 },
      { kind: 'batch-of-one' },
    ],
    notes: [
      { kind: 'counted-header', file: 'a.csv' },
      { kind: 'left-out', folder: 'x', endings: { jpg: 2 }, hidden: 1 },
      { kind: 'absent-classes', part: 'test', labels: [4] },
    ],
  };
  const read = (stored: unknown) =>
    experimentRecordSchema.parse(JSON.parse(JSON.stringify({ ...experimentRecord('some', {}), data: stored }))).data;
  expect(read(data)).toEqual(data);
  const later = [{ kind: 'of a later version' }, { kind: 'one-class' }, null, 'text'];
  expect(read({ ...data, warnings: [...data.warnings, ...later], notes: later })).toEqual({ ...data, notes: [] });
});
