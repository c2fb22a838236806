import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { loadImagesDataset } from '../../../src/data/images/dataset.ts';
import type { Dataset } from '../../../src/shared/specs/samples.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

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
