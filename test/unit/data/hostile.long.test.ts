import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DataError } from '../../../src/data/data-error.ts';
import { expectOwn, hostile, readerCases, readIn, readMutations, soundFolder } from '../../breaking/readers.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const cases = await readerCases();
/** Bytes that arrays outside the heap may take while a bad file of some hundred bytes is read. */
const mostBytes = 100e6;

describe.each(cases)('$name', (one) => {
  const path = (folder: string): string => join(folder, one.spoilt);
  const sound = one.files[one.spoilt] ?? new Uint8Array(0);

  it('is read where it is sound', async () => {
    expect(await readIn(soundFolder(one), one)).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each(Object.keys(hostile))('%s in its place: an error of our own, in little memory', async (kind) => {
    if (process.platform === 'win32' && (kind === 'a device' || kind === 'a link to itself')) return;
    const folder = soundFolder(one);
    const expected = await readIn(folder, one);
    hostile[kind]?.(path(folder), sound);
    const before = process.memoryUsage().arrayBuffers;
    const found = await readIn(folder, one);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(mostBytes);
    // Pillow and unzip read on to the end that the file itself names.
    if (kind === 'too long') expect(found === expected || found instanceof DataError).toBe(true);
    else expect(found).toBeInstanceOf(DataError);
    expectOwn(found, String(expected), one, kind !== 'too long');
  });

  it('cut off anywhere: an error of our own', async () => {
    const folder = soundFolder(one);
    const expected = String(await readIn(folder, one));
    for (let length = 0; length < sound.length; length += sound.length > 1000 ? 97 : 1) {
      writeFileSync(path(folder), sound.subarray(0, length));
      expectOwn(await readIn(folder, one), expected, one, !one.divisible);
    }
  });

  it('the largest numbers anywhere in its head: an error of our own, in little memory', async () => {
    const folder = soundFolder(one);
    const expected = String(await readIn(folder, one));
    const before = process.memoryUsage().arrayBuffers;
    for (let at = 0; at < Math.min(120, sound.length - 8); at++) {
      const spoilt = Uint8Array.from(sound).fill(0xff, at, at + (at % 3 === 0 ? 8 : 4));
      writeFileSync(path(folder), spoilt);
      expectOwn(await readIn(folder, one), expected, one, false);
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(mostBytes);
    }
  });

  it('changed at random: an error of our own, or the data as they were written', async () => {
    expect(await readMutations(one, 300, 20_190_311, 1_500)).toBeGreaterThan(0);
  });
});

describe('bombs', () => {
  const zeros = Buffer.alloc(300e6);
  const [first] = cases;

  it('a small gzip file that unpacks to hundreds of megabytes is refused by its head, or when it has unpacked too far', async () => {
    const folder = temporaryFolder();
    const text = "{'descr': '|u1', 'fortran_order': False, 'shape': (300000000, 1), }\n";
    const head = Buffer.concat([Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, text.length, 0]), Buffer.from(text)]);
    writeFileSync(join(folder, 'x.npy'), gzipSync(Buffer.concat([head, zeros]), { level: 9 }));
    writeFileSync(join(folder, 'all.csv'), gzipSync(Buffer.concat([Buffer.from('label,a\n'), zeros.fill('\n')]), { level: 9 }));
    const npy = {
      kind: 'npy',
      trainImages: 'x.npy',
      trainLabels: 'x.npy',
      testImages: 'x.npy',
      testLabels: 'x.npy',
      layout: 'auto',
    } as const;
    const csv = { kind: 'csv', train: 'all.csv', test: 'all.csv', label: 'label', header: 'auto' } as const;
    const before = process.memoryUsage().arrayBuffers;
    if (!first) throw new Error('There are no cases.');
    expect(String(await readIn(folder, { ...first, dataset: npy }))).toContain(
      'expected 300,000,000 bytes of values as its header says, found at most',
    );
    expect(String(await readIn(folder, { ...first, dataset: csv }))).toContain('expected samples, found 1000000 blank lines');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(mostBytes);
  });
});
