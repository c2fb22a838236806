import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DataError } from '../../../src/data/data-error.ts';
import { readIdx } from '../../../src/data/idx.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { casesFolder, idxFile } from './cases.ts';

const base = join(casesFolder, 'BASE/train-images-idx3-ubyte');
const inCase = (path: string): string => join(casesFolder, path, 'train-images-idx3-ubyte');
const temporary = (bytes: Uint8Array): string => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, bytes);
  return file;
};

describe('readIdx', () => {
  it('reads bytes into shared memory', async () => {
    const images = await readIdx(base);
    expect(images.shape).toEqual([200, 8, 8]);
    expect(images.values.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect([...images.values].reduce((sum, value) => sum + value, 0)).toBe(309_383);
  });

  it.each([['C023'], ['C030/zeros-after']])('%s: gzip under a plain name reads as the plain file', async (name) => {
    expect((await readIdx(inCase(name))).values).toEqual((await readIdx(base)).values);
  });

  it.each([
    ['short', 'expected 12,816 bytes, found 12,786'],
    ['header-only', 'expected 12,816 bytes, found 16'],
    ['long', 'expected 12,816 bytes, found 12,823'],
    ['empty', 'found 0'],
    ['huge-count', 'expected 274,877,906,896 bytes, found 12,816'],
  ])('C024: %s is refused', async (name, problem) => {
    const file = inCase(`C024/${name}`);
    const before = process.memoryUsage().arrayBuffers;
    await expect(readIdx(file)).rejects.toThrow(problem);
    await expect(readIdx(file)).rejects.toThrow(file);
    await expect(readIdx(file)).rejects.toBeInstanceOf(DataError);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50e6);
  });

  it.each([
    ['cut', 'cut short'],
    ['wrong-crc', 'damaged'],
  ])('C030: %s is refused', async (name, problem) => {
    const reading = readIdx(inCase(`C030/${name}`));
    await expect(reading).rejects.toThrow(problem);
    await expect(reading).rejects.toThrow(inCase(`C030/${name}`));
  });

  it('refuses sizes that do not fit, also inside gzip', async () => {
    const plain = readFileSync(base);
    await expect(readIdx(temporary(gzipSync(plain.subarray(0, 12_786))))).rejects.toThrow('expected 12,816 bytes, found 12,786');
    await expect(readIdx(temporary(gzipSync(Buffer.concat([plain, Buffer.alloc(7)]))))).rejects.toThrow(
      'expected 12,816 bytes, found more',
    );
    await expect(readIdx(temporary(gzipSync(readFileSync(inCase('C024/huge-count')))))).rejects.toThrow('expected 274,877,906,896 bytes');
  });

  it('refuses garbage behind the gzip data', async () => {
    await expect(readIdx(temporary(Buffer.concat([gzipSync(readFileSync(base)), Buffer.from('garbage')])))).rejects.toThrow('damaged');
  });

  it('names another magic number, a missing file and a folder', async () => {
    await expect(readIdx(temporary(Buffer.from('not an idx file')))).rejects.toThrow('found 1852797984 (0x6e6f7420)');
    await expect(readIdx(join(casesFolder, 'none'))).rejects.toThrow('file not found');
    await expect(readIdx(casesFolder)).rejects.toThrow('folder');
  });

  it('checks the contents against a SHA-256', async () => {
    await expect(readIdx(base, '00')).rejects.toThrow('expected contents with SHA-256 00, found ');
  });

  it('reads big-endian numbers of every type', async () => {
    expect((await readIdx(idxFile(0x09, [2], Buffer.from([0xff, 5])))).values).toEqual(Float32Array.of(-1, 5));
    expect((await readIdx(idxFile(0x0b, [1], Buffer.from([0xfe, 0xff])))).values).toEqual(Float32Array.of(-257));
    expect((await readIdx(idxFile(0x0c, [1], Buffer.from([0, 1, 0, 0])))).values).toEqual(Float32Array.of(65_536));
    expect((await readIdx(idxFile(0x0d, [1], Buffer.from([0x3f, 0xc0, 0, 0])))).values).toEqual(Float32Array.of(1.5));
    expect((await readIdx(idxFile(0x0e, [1], Buffer.from([0x3f, 0xf8, 0, 0, 0, 0, 0, 0])))).values).toEqual(Float32Array.of(1.5));
  });

  it('never rounds silently and takes no NaN', async () => {
    await expect(readIdx(idxFile(0x0c, [1], Buffer.from([1, 0, 0, 1])))).rejects.toThrow('value 0 is 16777217');
    await expect(readIdx(idxFile(0x0d, [1], Buffer.from([0x7f, 0xc0, 0, 0])))).rejects.toThrow('value 0 is NaN');
  });
});
