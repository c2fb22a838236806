import { truncateSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadIdxDataset } from '../../../src/data/idx-dataset.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { casesFolder, idxFile, loadBase, loadCase } from './cases.ts';

describe('loadIdxDataset', () => {
  it('reads a folder', async () => {
    const dataset = await loadBase();
    expect(dataset).toMatchObject({ name: 'BASE', classes: 10, train: { count: 200, sampleShape: [1, 8, 8] }, test: { count: 50 } });
    expect(dataset.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    for (let digit = 0; digit < 10; digit++) expect(dataset.train.labels.filter((label) => label === digit)).toHaveLength(20);
  });

  it('C023, C030: the same fingerprint from gzip under plain names', async () => {
    const { fingerprint } = await loadBase();
    expect((await loadCase('C023', ['trainImages', 'trainLabels'])).fingerprint).toBe(fingerprint);
    expect((await loadCase('C030/zeros-after', ['trainImages'])).fingerprint).toBe(fingerprint);
  });

  it('C025: the same fingerprint from dotted names, two of them gzipped', async () => {
    const dotted = await loadIdxDataset({ kind: 'idx', folder: 'C025' }, casesFolder, 10);
    expect(dotted.fingerprint).toBe((await loadBase()).fingerprint);
  });

  it('another order of the samples is another data set', async () => {
    expect((await loadIdxDataset({ kind: 'idx', folder: 'C011' }, casesFolder)).fingerprint).not.toBe((await loadBase()).fingerprint);
  });

  it('lists the names it looked for', async () => {
    const empty = temporaryFolder();
    await expect(loadIdxDataset({ kind: 'idx', folder: empty }, casesFolder)).rejects.toThrow(
      'train-images-idx3-ubyte, train-images.idx3-ubyte, train-images-idx3-ubyte.gz, train-images.idx3-ubyte.gz',
    );
    await expect(loadIdxDataset({ kind: 'idx', trainImages: 'x' }, casesFolder)).rejects.toThrow('dataset.trainLabels is missing');
  });

  it('tells the fault of the first file that has one, though those after it are found broken sooner', async () => {
    const images = idxFile(8, [20_000, 28, 28], new Uint8Array(20_000 * 784));
    truncateSync(images, 20_000 * 784);
    const config = { kind: 'idx', trainImages: images, trainLabels: 'none', testImages: 'none', testLabels: 'none' } as const;
    await expect(loadIdxDataset(config, casesFolder)).rejects.toThrow(`${images}: expected 15,680,016 bytes, found 15,680,000`);
  });

  it('C027: refuses labels that start at 1, with a hint', async () => {
    await expect(loadCase('C027/one-based', ['trainLabels', 'testLabels'], 10)).rejects.toThrow(
      /train-labels-idx1-ubyte: label 10 at image 1, classes 0\.\.9; .*start at 1/,
    );
  });

  it('C027: refuses one wild label', async () => {
    await expect(loadCase('C027/one-wild', ['trainLabels'], 10)).rejects.toThrow(
      /label 200 at image 123, classes 0\.\.9; give the last layer 201 units$/,
    );
  });

  it('refuses a test label that the training labels do not have', async () => {
    const config = {
      kind: 'idx',
      trainImages: idxFile(8, [2, 1], Uint8Array.of(1, 2)),
      trainLabels: idxFile(8, [2], Uint8Array.of(0, 1)),
      testImages: idxFile(8, [1, 1], Uint8Array.of(1)),
      testLabels: idxFile(8, [1], Uint8Array.of(2)),
    } as const;
    await expect(loadIdxDataset(config, casesFolder)).rejects.toThrow('label 2 at image 0, classes 0..1');
    expect(await loadIdxDataset(config, casesFolder, 3)).toMatchObject({ classes: 3, train: { sampleShape: [1] } });
  });

  it.each([
    ['one-label-less', '200 images, 199 labels'],
    ['test-labels-with-train-images', '200 images, 50 labels'],
  ])('C028: %s', async (name, problem) => {
    const loading = loadCase(`C028/${name}`, ['trainLabels']);
    await expect(loading).rejects.toThrow(problem);
    await expect(loading).rejects.toThrow(`${name}/train-labels-idx1-ubyte`);
    await expect(loading).rejects.toThrow('BASE/train-images-idx3-ubyte');
  });

  it('refuses labels for images, images for labels, and test images of another size', async () => {
    const base = {
      trainImages: 'BASE/train-images-idx3-ubyte',
      trainLabels: 'BASE/train-labels-idx1-ubyte',
      testImages: 'BASE/t10k-images-idx3-ubyte',
      testLabels: 'BASE/t10k-labels-idx1-ubyte',
    };
    await expect(loadIdxDataset({ kind: 'idx', ...base, trainImages: base.trainLabels }, casesFolder)).rejects.toThrow('expected images');
    await expect(loadIdxDataset({ kind: 'idx', ...base, trainLabels: base.trainImages }, casesFolder)).rejects.toThrow('expected labels');
    const other = { testImages: idxFile(8, [1, 2, 2], new Uint8Array(4)), testLabels: idxFile(8, [1], Uint8Array.of(0)) };
    await expect(loadIdxDataset({ kind: 'idx', ...base, ...other }, casesFolder)).rejects.toThrow('expected test images of 1 x 8 x 8');
  });

  it('refuses labels that are no whole numbers', async () => {
    const paths = {
      trainImages: idxFile(8, [1, 1], Uint8Array.of(1)),
      trainLabels: idxFile(0x09, [1], Uint8Array.of(0xff)),
      testImages: 'x',
      testLabels: 'x',
    };
    await expect(
      loadIdxDataset({ kind: 'idx', ...paths, testImages: paths.trainImages, testLabels: paths.trainLabels }, casesFolder),
    ).rejects.toThrow('label -1 at image 0');
  });
});
