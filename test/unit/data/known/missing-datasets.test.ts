import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { datasetsOf, missingDatasets } from '../../../../src/data/known/missing-datasets.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';
import { config } from '../../lottery/fixtures.ts';

const idx = { kind: 'idx', folder: 'own' } as const;

describe('all data sets that a config needs', () => {
  it("are its own and its transfer's, each once", () => {
    expect(datasetsOf(config())).toEqual(['mnist']);
    expect(datasetsOf(config({ transfer: { dataset: 'fashion-mnist' } }))).toEqual(['mnist', 'fashion-mnist']);
    expect(datasetsOf(config({ transfer: { training: { optimizer: 'sgd' } } }))).toEqual(['mnist']);
    expect(datasetsOf(config({ dataset: idx, transfer: { dataset: { ...idx } } }))).toEqual([idx]);
  });

  it("are those of a sweep's members, in whatever key they stand", () => {
    const swept = config({
      sweep: { dataset: ['cifar-10', idx], 'training.learningRate': [0.1, 0.2] },
      transfer: { dataset: 'cifar-100' },
    });
    // No member is trained on the mnist of the default.
    expect(datasetsOf(swept)).toEqual(['cifar-10', 'cifar-100', idx]);
    expect(datasetsOf(config({ sweep: { transfer: [{ dataset: 'fashion-mnist' }, { dataset: 'cifar-10' }] } }))).toEqual([
      'mnist',
      'fashion-mnist',
      'cifar-10',
    ]);
  });
});

describe('what of them is missing here', () => {
  const before = process.env['WINNING_TICKET_DATA'];
  let folder = '';
  beforeEach(() => {
    folder = process.env['WINNING_TICKET_DATA'] = temporaryFolder();
  });
  afterEach(() => {
    if (before === undefined) delete process.env['WINNING_TICKET_DATA'];
    else process.env['WINNING_TICKET_DATA'] = before;
  });

  it('is what has a name and is not in the cache', () => {
    const needy = config({
      dataset: idx,
      transfer: { dataset: 'fashion-mnist' },
      sweep: { 'transfer.dataset': ['cifar-10', 'cifar-100', 'mnist'] },
    });
    expect(missingDatasets(needy)).toEqual(['cifar-10', 'cifar-100']);
    mkdirSync(path.join(folder, 'cifar-10'));
    writeFileSync(path.join(folder, 'cifar-10/cifar-10-binary.tar.gz'), '');
    expect(missingDatasets(needy)).toEqual(['cifar-100']);
  });
});
