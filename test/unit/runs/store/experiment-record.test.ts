import { expect, test } from 'vitest';
import { resolveNetwork } from '../../../../src/lottery/plan/resolve-network.ts';
import { experimentRecordSchema } from '../../../../src/runs/store/experiment-record.ts';
import { experimentRecord } from '../stored-experiment.ts';

test.each(['lenet-300-100', 'conv-2-dropout', 'resnet-20', 'vgg-19'] as const)(
  'an experiment with %s is read as it was written',
  (name) => {
    const network = resolveNetwork(name, [3, 32, 32], 10);
    const record = { ...experimentRecord('some', {}), network };
    expect(experimentRecordSchema.parse(JSON.parse(JSON.stringify(record))).network).toEqual(network);
  },
);
