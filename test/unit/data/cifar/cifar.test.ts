import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { loadCifarDataset } from '../../../../src/data/cifar/dataset.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';
import { casesFolder } from '../cases.ts';

const record = (label: number, first: number): Buffer => Buffer.concat([Buffer.of(label), Buffer.alloc(3072, first)]);

/** A folder with `train.bin` and `test.bin`. */
function folderOf(train: Buffer | string, test: Buffer = record(0, 0)): string {
  const folder = temporaryFolder();
  if (typeof train === 'string') copyFileSync(join(casesFolder, train), join(folder, 'train.bin'));
  else writeFileSync(join(folder, 'train.bin'), train);
  writeFileSync(join(folder, 'test.bin'), test);
  return folder;
}

const load = (path: string, classes: 10 | 20 | 100 = 10): ReturnType<typeof loadCifarDataset> =>
  loadCifarDataset({ kind: 'cifar', path, classes }, '/');

describe('loadCifarDataset', () => {
  it('reads records: a label, then three planes', async () => {
    const { train, test, classes } = await load(folderOf(Buffer.concat([record(3, 7), record(9, 8)])));
    expect({ classes, count: train.count, shape: train.sampleShape, test: test.count }).toEqual({
      classes: 10,
      count: 2,
      shape: [3, 32, 32],
      test: 1,
    });
    expect([...train.labels]).toEqual([3, 9]);
    expect([train.values[0], train.values[3071], train.values[3072]]).toEqual([7, 7, 8]);
  });

  it('CIFAR-100: coarse or fine labels', async () => {
    const image = Buffer.alloc(3072, 1);
    const both = Buffer.concat([Buffer.of(4, 77), image, Buffer.of(5, 78), image]);
    expect([...(await load(folderOf(both, both), 100)).train.labels]).toEqual([77, 78]);
    expect([...(await load(folderOf(both, both), 20)).train.labels]).toEqual([4, 5]);
  });

  it('C038: refuses a cut file, CIFAR-100 as CIFAR-10, and wild labels', async () => {
    await expect(load(folderOf('C038/cut.bin'))).rejects.toThrow(/train\.bin: .* found 3 records and 1,000 bytes left over/);
    await expect(load(folderOf('C038/cifar-100.bin'))).rejects.toThrow(
      /15,370 bytes is no multiple of 3,073 but of 3,074: this looks like CIFAR-100/,
    );
    await expect(load(folderOf('C038/wild-label.bin'))).rejects.toThrow(/label 11 at record 0, classes 0\.\.9/);
  });

  it('reads the official folder and archive alike, batches in the order of their numbers', async () => {
    const folder = temporaryFolder();
    const inner = join(folder, 'cifar-10-batches-bin');
    mkdirSync(inner);
    const packed = async (folders: readonly string[]): Promise<Buffer> => {
      const archive = pack();
      for (const folder of folders) for (const [name, label] of batches) archive.entry({ name: `${folder}/${name}` }, record(label, label));
      archive.finalize();
      const chunks: Uint8Array[] = [];
      for await (const chunk of archive as AsyncIterable<Uint8Array>) chunks.push(chunk);
      return gzipSync(Buffer.concat(chunks));
    };
    const batches = [
      ['data_batch_10.bin', 2],
      ['data_batch_2.bin', 1],
      ['test_batch.bin', 0],
      ['readme.html', 5],
    ] as const;
    for (const [name, label] of batches) writeFileSync(join(inner, name), record(label, label));
    const file = join(folder, 'cifar.tar.gz');
    const whole = await packed(['cifar-10-batches-bin']);
    writeFileSync(file, whole);
    const unpacked = await load(folder);
    expect([...unpacked.train.labels]).toEqual([1, 2]);
    expect((await load(file)).fingerprint).toBe(unpacked.fingerprint);
    writeFileSync(file, whole.subarray(0, 200));
    await expect(load(file)).rejects.toThrow(/cifar\.tar\.gz: expected a whole packed file, found one that is cut short/);
    for (const folders of [
      ['a', 'b'],
      ['a', 'a'],
    ]) {
      writeFileSync(file, await packed(folders));
      await expect(load(file)).rejects.toThrow('cifar.tar.gz: expected each batch once, found data_batch_10.bin more than once');
    }
  });

  it('says what is missing, and N009: that it is the version for Python', async () => {
    await expect(load(join(casesFolder, 'C013'))).rejects.toThrow('found no test_batch.bin (or test.bin)');
    const python = temporaryFolder();
    for (const name of ['data_batch_1', 'test_batch', 'batches.meta']) writeFileSync(join(python, name), Buffer.of(0x80, 2));
    await expect(load(python)).rejects.toThrow(
      'expected the binary version of CIFAR, found the one for Python; fetch cifar-10-binary.tar.gz',
    );
    await expect(load(join(python, 'data_batch_1'))).rejects.toThrow(
      'expected a sound .tar.gz file of the binary version, found a Python pickle',
    );
    await expect(load('/no/such/folder')).rejects.toThrow('/no/such/folder: file not found');
  });
});
