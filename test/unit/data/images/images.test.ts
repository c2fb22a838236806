import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { DataError } from '../../../../src/data/data-error.ts';
import { loadImagesDataset } from '../../../../src/data/images/dataset.ts';
import { readPng } from '../../../../src/data/images/png.ts';
import type { Dataset } from '../../../../src/shared/specs/samples.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';

const png = (data: readonly number[], channels: number, width = 2): Uint8Array =>
  encode({ width, height: data.length / channels / width, data: Uint8Array.from(data), channels, depth: 8 });

function folderOf(files: Readonly<Record<string, Uint8Array | string>>): string {
  const folder = temporaryFolder();
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return folder;
}

const load = (folder: string): Promise<Dataset> => loadImagesDataset({ kind: 'images', folder }, '/');

describe('loadImagesDataset', () => {
  it('numbers classes and images by their names, numbers by value; reads colours as planes', async () => {
    const folder = folderOf({
      'train/10/a.png': png([1, 2, 3, 4, 5, 6], 3),
      'train/9/b10.png': png([20, 21, 22, 23, 24, 25], 3),
      'train/9/b9.png': png([10, 11, 12, 13, 14, 15], 3),
      'train/9/notes.txt': 'not an image',
      'test/10/c.png': png([7, 8, 9, 255, 10, 11, 12, 255], 4),
    });
    const { train, test, classes } = await load(folder);
    expect({ classes, labels: [...train.labels], test: [...test.labels], shape: train.sampleShape }).toEqual({
      classes: 2,
      labels: [0, 0, 1],
      test: [1],
      shape: [3, 1, 2],
    });
    expect([...train.values]).toEqual([10, 13, 11, 14, 12, 15, 20, 23, 21, 24, 22, 25, 1, 4, 2, 5, 3, 6]);
    expect([...test.values]).toEqual([7, 10, 8, 11, 9, 12]);
  });

  it('refuses another size, a file that is no PNG, an unknown class and a missing folder', async () => {
    const grey = png([1, 2], 1);
    const good = { 'train/a/1.png': grey, 'test/a/1.png': grey };
    await expect(load(folderOf({ ...good, 'train/a/2.png': png([1, 2, 3, 4], 1) }))).rejects.toThrow(
      /2\.png: expected 1 x 1 x 2 as in .*found 1 x 2 x 2/,
    );
    await expect(load(folderOf({ ...good, 'train/a/2.png': 'text' }))).rejects.toThrow(/2\.png: expected a PNG image/);
    await expect(load(folderOf({ ...good, 'test/b/1.png': grey }))).rejects.toThrow(/no such class in .*train/);
    await expect(load(folderOf({ 'train/a/1.png': grey }))).rejects.toThrow(/test: expected a folder/);
  });
});

describe('what lies beside the images', () => {
  const grey = png([1, 2], 1);
  const good = { 'train/a/1.png': grey, 'train/b/1.png': grey, 'test/a/1.png': grey };

  it('N011: hidden files and folders are passed over, and counted', async () => {
    const plain = await load(folderOf(good));
    const litter = { 'train/a/._1.png': 'x', 'train/.DS_Store': 'x', 'train/a/Thumbs.db': 'x', 'train/.ipynb_checkpoints/1.png': 'x' };
    const littered = await load(folderOf({ ...good, ...litter }));
    expect(littered.fingerprint).toBe(plain.fingerprint);
    expect(littered.notes).toContainEqual(expect.objectContaining({ kind: 'left-out', endings: {}, hidden: 3 }));
    expect(plain.notes?.map(({ kind }) => kind)).toEqual(['absent-classes']);
  });

  it('other formats are counted; a class of nothing else is refused', async () => {
    const mixed = await load(folderOf({ ...good, 'train/a/2.jpg': 'x', 'train/a/3.JPG': 'x', 'train/4.png': grey }));
    expect(mixed.notes).toContainEqual(expect.objectContaining({ kind: 'left-out', endings: { '.jpg': 2, '.png': 1 } }));
    await expect(load(folderOf({ ...good, 'train/c/1.jpg': 'x' }))).rejects.toThrow(
      /train\/c: expected PNG images of the class "c", found other files \(1 \.jpg\); convert them to PNG/,
    );
    await expect(load(folderOf({ ...good, 'train/c/.keep': '' }))).rejects.toThrow('expected PNG images of the class "c", found none');
  });

  it('a linked folder is a class too', async () => {
    const folder = folderOf(good);
    symlinkSync(join(folder, 'train/b'), join(folder, 'train/c'));
    expect((await load(folder)).classes).toBe(3);
  });
});

const written = (bytes: Uint8Array): string => {
  const file = join(temporaryFolder(), 'image.png');
  writeFileSync(file, bytes);
  return file;
};
const base64 = (text: string): Buffer => Buffer.from(text, 'base64');

describe('readPng', () => {
  it('reads what Pillow reads: interlaced, a palette of two bits, grey with transparency', async () => {
    const interlaced = await readPng(
      written(
        base64(
          'iVBORw0KGgoAAAANSUhEUgAAAAUAAAAHCAAAAAGSy+ikAAAAOElEQVR4nGNgYHBh+JDCoMSoxVCz6gZjjJsbg6Ax42Q9pqo25sokBnlj9+h8RnEpIGD68O0PEwcAHdkMhCNoDaQAAAAASUVORK5CYII=',
        ),
      ),
    );
    const pixels = Array.from({ length: 35 }, (_, index) => [index % 5, Math.floor(index / 5)] as const);
    expect([...interlaced.bytes]).toEqual(pixels.map(([x, y]) => (17 * x + 31 * y * y + 3 * x * y) % 256));
    const palette = await readPng(
      written(
        base64('iVBORw0KGgoAAAANSUhEUgAAAAMAAAACAgMAAADgGo6JAAAACVBMVEUBAgMoMjwHCAnZfO/uAAAADElEQVR4nGOQYJgAAADcAKls58AjAAAAAElFTkSuQmCC'),
      ),
    );
    expect([...palette.bytes]).toEqual(
      [
        [1, 40, 7, 7, 40, 1],
        [2, 50, 8, 8, 50, 2],
        [3, 60, 9, 9, 60, 3],
      ].flat(),
    );
    const alpha = await readPng(
      written(base64('iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAQAAABeK7cBAAAADUlEQVR4nGNk/c/CCAADJAELCjmuPwAAAABJRU5ErkJggg==')),
    );
    expect(alpha).toMatchObject({ channels: 1, width: 2, height: 1, bytes: Uint8Array.of(5, 9) });
  });

  it('reads what another program has packed, for every number of channels', async () => {
    for (const channels of [1, 2, 3, 4]) {
      const data = Array.from({ length: 9 * 7 * channels }, (_, index) => (index * index * 7) % 251);
      const { bytes } = await readPng(written(png(data, channels, 9)));
      const colours = channels > 2 ? 3 : 1;
      const planes = Array.from({ length: colours }, (_, channel) => data.filter((_, index) => index % channels === channel));
      expect([...bytes]).toEqual(planes.flat());
    }
  });

  it('refuses flipped bits and cuts, with the path', async () => {
    const whole = png(
      Array.from({ length: 48 }, (_, index) => (index * 37) % 256),
      1,
      8,
    );
    for (let bit = 0; bit < 8 * whole.length; bit += 3) {
      const flipped = Uint8Array.from(whole);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await expect(readPng(written(flipped)), `bit ${bit}`).rejects.toThrow(/image\.png: expected a PNG image, found/);
    }
    for (let length = 0; length < whole.length; length++)
      await expect(readPng(written(whole.subarray(0, length))), `${length} bytes`).rejects.toBeInstanceOf(DataError);
  });

  it('a small file that says it is a huge image is refused at once', async () => {
    const huge = Buffer.from(png([1, 2, 3, 4], 1));
    huge.writeUInt32BE(20_000, 16);
    huge.writeUInt32BE(30_000, 20);
    huge.writeUInt32BE(crc32(huge.subarray(12, 29)), 29);
    await expect(readPng(written(huge))).rejects.toThrow('expected an image of at most 67,108,864 bytes, found 20000 x 30000 pixels');
  });

  it('says what it is instead', async () => {
    await expect(readPng(written(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])))).rejects.toThrow(
      'expected a PNG image, found a JPEG image',
    );
    await expect(readPng(written(png([1, 2], 1).fill(16, 24, 25)))).rejects.toThrow('the checksum of its part IHDR is wrong');
  });
});
