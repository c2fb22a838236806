import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type CsvConfig, loadCsvDataset } from '../../../src/data/csv/dataset.ts';
import type { Dataset } from '../../../src/shared/specs/samples.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { casesFolder } from './cases.ts';

const load = (train: string, more: Partial<CsvConfig> = {}): Promise<Dataset> =>
  loadCsvDataset({ kind: 'csv', train, test: 'BASE/test30.csv', label: 'label', header: 'auto', ...more }, casesFolder);

function written(text: string | Buffer): string {
  const file = join(temporaryFolder(), 'some.csv');
  writeFileSync(file, text);
  return file;
}

describe('loadCsvDataset', () => {
  it('reads bytes as images of the given shape', async () => {
    const { train, test, classes, name } = await load('BASE/train60.csv', { shape: [1, 8, 8] });
    expect({ name, classes, shape: train.sampleShape, counts: [train.count, test.count] }).toEqual({
      name: 'train60',
      classes: 10,
      shape: [1, 8, 8],
      counts: [60, 30],
    });
    expect(train.values).toBeInstanceOf(Uint8Array);
    expect((await load('BASE/train60.csv')).train.sampleShape).toEqual([64]);
  });

  it('C040, C041: a byte order mark, CRLF, another column order, no final newline, no header: the same bits', async () => {
    const { fingerprint } = await load('BASE/train60.csv');
    expect((await load('C040/train.csv', { test: 'C040/test.csv' })).fingerprint).toBe(fingerprint);
    for (const file of ['label-last', 'no-final-newline', 'no-header'])
      expect((await load(`C041/${file}.csv`)).fingerprint, file).toBe(fingerprint);
  });

  it('reads gzip', async () => {
    const packed = written(gzipSync(readFileSync(join(casesFolder, 'BASE/train60.csv'))));
    expect((await load(packed)).fingerprint).toBe((await load('BASE/train60.csv')).fingerprint);
  });

  it('C043: refuses ragged rows, empty cells and what is no number, by line and column', async () => {
    await expect(load('C043/ragged.csv')).rejects.toThrow('line 18 has 64 of 65 columns');
    await expect(load('C043/empty-cell.csv')).rejects.toThrow('line 21, column pixel4 is empty');
    await expect(load('C043/nan.csv')).rejects.toThrow('line 34, column pixel39 is not a number');
    await expect(load('C043/trailing-comma.csv')).rejects.toThrow('line 1: column 66 has no name (a comma at its end?)');
  });

  it('floats stay floats, in both parts', async () => {
    const [train, test] = [written('label,a,b\n0,0.5,1\n1,2,3\n'), written('label,a,b\n0,1,2\n')];
    const dataset = await load(train, { test });
    expect([...dataset.train.values]).toEqual([0.5, 1, 2, 3]);
    expect(dataset.test.values).toBeInstanceOf(Float32Array);
  });

  it('takes the label by number, and says which columns there are', async () => {
    const file = written('0.5,1,7\n2,3,0\n');
    expect([...(await load(file, { test: file, label: 3 })).train.labels]).toEqual([7, 0]);
    await expect(load(file, { test: file, label: 'digit' })).rejects.toThrow('no column named digit');
    await expect(load(file, { test: file, label: 4 })).rejects.toThrow('no column 4: there are 3');
    await expect(load('BASE/train60.csv', { shape: [1, 28, 28] })).rejects.toThrow('64 input columns; dataset.shape [1, 28, 28] needs 784');
  });

  it('refuses labels that are no class numbers, and empty files', async () => {
    await expect(load(written('label,a\n0.5,1\n'))).rejects.toThrow('label 0.5 at image 0');
    await expect(load(written(''))).rejects.toThrow('expected samples, found none');
    await expect(load('no-such.csv')).rejects.toThrow('no-such.csv: file not found');
  });
});
