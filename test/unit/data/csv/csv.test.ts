import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { type CsvConfig, loadCsvDataset } from '../../../../src/data/csv/dataset.ts';
import { csvRows } from '../../../../src/data/csv/rows.ts';
import { noteWords } from '../../../../src/shared/results/data-notes.ts';
import type { Dataset } from '../../../../src/shared/specs/samples.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';
import { casesFolder } from '../cases.ts';

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

  it('refuses a second column of the name of the label, which would give it away; other columns may share a name', async () => {
    const twice = /line 1: the label's column label is there 2 times \(columns 1, 3\); keep one of them/;
    await expect(load(written('label,a,label\n0,5,0\n1,6,1\n'))).rejects.toThrow(twice);
    await expect(load(written('label,a,label\n0,5,0\n1,6,1\n'), { label: 3 })).rejects.toThrow(twice);
    const file = written('label,a,a\n0,5,0\n1,6,1\n');
    expect((await load(file, { test: file })).train.sampleShape).toEqual([2]);
  });

  it('refuses labels that are no class numbers, and empty files', async () => {
    await expect(load(written('label,a\n0.5,1\n'))).rejects.toThrow('line 2: label 0.5: expected a whole number from 0');
    await expect(load(written(''))).rejects.toThrow('expected samples, found none');
    await expect(load('no-such.csv')).rejects.toThrow('no-such.csv: file not found');
  });
});

/** Samples of `columns` inputs; the label comes first. */
const table = (header: string, rows: readonly string[]): string => written([header, ...rows].filter((line) => line !== '').join('\n'));
/** One table for both parts, which is noticed each time. */
async function both(file: string, more: Partial<CsvConfig> = {}): Promise<Dataset> {
  const { notes = [], ...dataset } = await load(file, { test: file, ...more });
  expect(notes).toContainEqual({ kind: 'same-samples' });
  return { ...dataset, notes: notes.filter(({ kind }) => kind !== 'same-samples') };
}

describe('what other people met', () => {
  it('N001: a row index in a column without a name', async () => {
    await expect(both(table(',label,a', ['0,0,7', '1,1,8']))).rejects.toThrow(
      'line 1: column 1 has no name (a row index? Save the table without it, in pandas with index=False)',
    );
  });

  it('N002: names that are numbers are a header, and it is said', async () => {
    const numbered = await both(table('0,1,2', ['0,5,6', '1,7,8']));
    const named = await both(table('label,a,b', ['0,5,6', '1,7,8']));
    expect(numbered.fingerprint).toBe(named.fingerprint);
    expect(numbered.notes).toContainEqual(expect.objectContaining({ kind: 'counted-header' }));
    expect(named.notes).toEqual([]);
    expect((await both(table('1,2,3', ['0,5,6', '1,7,8']), { header: 'no' })).train.count).toBe(3);
    expect((await both(table('1,3,2', ['0,5,6', '1,7,8']))).train.count).toBe(3);
  });

  it('N003: the line of a bad cell is right after line breaks in quotes, of every kind', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['label,"a', 'b",c', '0,1,2', '1,"2', '",oops', ''].join(end);
      await expect(both(written(text)), JSON.stringify(end)).rejects.toThrow('line 5, column c is not a number: "oops"');
      const good = await both(written(['label,"a', 'b",c', '0,1,2', '1,"2', '",5', ''].join(end)));
      expect([...good.train.values], JSON.stringify(end)).toEqual([1, 2, 2, 5]);
    }
  });

  it('N005: a column beside which the others vanish', async () => {
    const { notes = [] } = await both(table('label,share,income', ['0,0.25,0', '1,0.5,2999', '1,1.25,12']));
    expect(notes).toEqual([{ kind: 'wide-column', column: 'income', range: 2999, usualRange: 1 }]);
    expect(notes.map(noteWords).join()).toContain('Column income has a range of 3000, others of 1 or less');
    expect((await both(table('label,a,b', ['0,0.25,0', '1,0.5,20']))).notes).toEqual([]);
  });

  it('a test set that is the training set, or on another scale', async () => {
    const trained = table('label,a', ['0,0.25', '1,1']);
    const notesOf = async (rows: readonly string[]) => (await load(trained, { test: table('label,a', rows) })).notes ?? [];
    const same = await notesOf(['0,0.25', '1,1']);
    expect(same).toEqual([{ kind: 'same-samples' }]);
    const unlike = await notesOf(['0,0', '1,255']);
    expect(unlike).toEqual([{ kind: 'unlike-ranges', times: 340 }]);
    expect([...same, ...unlike].map(noteWords).join()).toMatch(/is the training set.*have 340 times the range/);
    for (const usual of [
      ['1,0.25', '0,1'],
      ['0,0.25', '1,1', '1,1'],
      ['0,0', '1,30'],
      ['1,7', '1,7'],
    ])
      expect(await notesOf(usual)).not.toContainEqual(unlike[0]);
    expect(await notesOf(['1,0.25', '0,1'])).toEqual([]);
  });

  it('N015, N016: one class is refused, inputs that are all the same are noticed', async () => {
    await expect(both(table('label,a', ['0,5', '0,6']))).rejects.toThrow(
      'expected training samples of two classes or more, found 2 of class 0',
    );
    const { notes = [] } = await both(table('label,a', ['0,5', '1,5', '3,5']));
    expect(notes).toContainEqual({ kind: 'constant-inputs', value: 5 });
    expect(notes).toContainEqual({ kind: 'absent-classes', part: 'train', labels: [2] });
  });

  it('N017: labels that are codes of letters, or words, with the remedy', async () => {
    await expect(both(table('label,a', ['j,5']))).rejects.toThrow('line 2, column label is not a number: "j"; number the classes from 0');
    const codes = table('label,a', ['97,5', '106,6']);
    await expect(load(codes, { test: codes })).rejects.toThrow(
      'expected labels from 0; the smallest label is 97: number the classes from 0',
    );
    await expect(loadCsvDataset({ kind: 'csv', train: codes, test: codes, label: 'label', header: 'auto' }, '/', 10)).rejects.toThrow(
      'line 2: label 97, classes 0..9; the smallest label is 97: number the classes from 0, for example by subtracting 97',
    );
  });

  it('a label beyond the outputs of the network: the line of the table, and how many units there must be', async () => {
    const file = written('"of\ntwo lines",label\n1,0\n2,1\n\n3,4\n4,2\n');
    const config = { kind: 'csv', train: file, test: file, label: 'label', header: 'auto' } as const;
    await expect(loadCsvDataset(config, '/', 3)).rejects.toThrow(/: line 6: label 4, classes 0\.\.2; give the last layer 5 units$/);
    const { notes } = await loadCsvDataset(config, '/', 10);
    expect(notes).toContainEqual({ kind: 'spare-outputs', classes: 5, outputs: 10 });
    expect(notes).toContainEqual({ kind: 'absent-classes', part: 'train', labels: [3] });
    expect((await loadCsvDataset(config, '/', 5)).notes?.map(({ kind }) => kind)).not.toContain('spare-outputs');
  });

  it('other encodings are named', async () => {
    const text = 'label,a\n0,1\n1,2\n';
    await expect(both(written(Buffer.from(`\uFEFF${text}`, 'utf16le')))).rejects.toThrow('found a text in UTF-16: save it as UTF-8');
    await expect(both(written(Buffer.from(text, 'utf16le')))).rejects.toThrow('found a text in UTF-16: save it as UTF-8');
    await expect(both(written(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()))).rejects.toThrow('found a text in UTF-16');
    await expect(both(written(Buffer.from('label,gr\xf6\xdfe\n0,1\n1,2\n', 'latin1')))).rejects.toThrow(
      'line 1: expected a text in UTF-8, found other bytes (Latin-1 or Windows-1252?)',
    );
    await expect(both(written(Buffer.from('label,a\n0,1\n1,2 \xa0\n', 'latin1')))).rejects.toThrow('line 3: expected a text in UTF-8');
  });

  it('a web page, an archive, hexadecimal and decimal commas', async () => {
    await expect(both(written('<!DOCTYPE html><html>'))).rejects.toThrow('expected a text in UTF-8, found a web page');
    await expect(both(written(Buffer.from('PK\x03\x04 and more', 'latin1')))).rejects.toThrow('found a zip archive');
    await expect(both(table('label,a', ['0,0x10']))).rejects.toThrow('is not a number: "0x10"');
    await expect(both(table('label;a', ['0;0,5']))).rejects.toThrow('is not a number: "0,5"; a decimal comma? Write a point');
    await expect(both(table('label,a', ['0,1e39']))).rejects.toThrow('is "1e39": expected a number that float32 can hold');
    expect([...(await both(table('label\ta', ['0\t5', '1\t6']))).train.values]).toEqual([5, 6]);
  });

  it('no control character of the file reaches a message', async () => {
    for (const bad of ['\u001b[31m', '\u0007', '\u0085', '\u202e'])
      await expect(both(table('label,a', [`0,${bad}`]))).rejects.toThrow(/not a number: "\\u\{/);
    await expect(both(table('label,a', ['0,\0']))).rejects.toThrow('line 2: expected a text, found a NUL character');
    await expect(both(table('label,"a', ['0,1', '1,2']))).rejects.toThrow('line 1: a quote is opened and never closed');
  });
});

it('reads what another reader of CSV reads', async () => {
  const cell = fc.stringMatching(/^[0-9a-z ,"\n\r;]{0,6}$/);
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(rows, fc.constantFrom('\n', '\r\n'), fc.integer({ min: 1, max: 9 }), async (cells, end, size) => {
      // Every cell in quotes, so that any text may stand in it; the first line tells the delimiter.
      const all = [['a', 'b', 'c'], ...cells];
      const text = all.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join(end);
      const found: string[][] = [];
      const pieces = async function* (): AsyncIterable<string> {
        for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
      };
      for await (const row of csvRows(pieces(), 'x')) found.push([...row.cells]);
      expect(found).toEqual(Papa.parse<string[]>(text, { newline: end, delimiter: ',' }).data);
    }),
    { numRuns: 500, seed: 7 },
  );
});
