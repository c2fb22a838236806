import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadDataset } from '../../../src/data/load-dataset.ts';
import { trainingStatistics } from '../../../src/data/normalization.ts';
import { firstIndices } from '../../../src/shared/numbers/counting.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const builtIn = join(root, 'dist', 'data');

beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'scripts', 'build', 'data.mjs')]);
});

describe('the built-in MNIST', () => {
  it('is whole, in shared memory, with the usual mean and standard deviation', async () => {
    const { train, test, classes, name } = await loadDataset('mnist', root, builtIn);
    expect([train.count, test.count, classes, name]).toEqual([60_000, 10_000, 10, 'mnist']);
    expect(train.sampleShape).toEqual([1, 28, 28]);
    expect(train.values.buffer).toBeInstanceOf(SharedArrayBuffer);
    const { mean, standardDeviation } = trainingStatistics(train, firstIndices(60_000));
    expect([mean[0]?.toFixed(4), standardDeviation[0]?.toFixed(4)]).toEqual(['0.1307', '0.3081']);
  });

  it('refuses files that are not the originals', async () => {
    const folder = temporaryFolder();
    copyFileSync(join(builtIn, 't10k-images-idx3-ubyte.br'), join(folder, 'train-images-idx3-ubyte.br'));
    await expect(loadDataset('mnist', root, folder)).rejects.toThrow('expected contents with SHA-256 ba891046');
  });

  it('a file that is damaged or cut short is said to be', async () => {
    const folder = temporaryFolder();
    const whole = readFileSync(join(builtIn, 't10k-labels-idx1-ubyte.br'));
    const loaded = async (bytes: Uint8Array): Promise<unknown> => {
      writeFileSync(join(folder, 'train-images-idx3-ubyte.br'), bytes);
      return loadDataset('mnist', root, folder);
    };
    await expect(loaded(whole.subarray(0, 2000))).rejects.toThrow(/ubyte\.br: expected a whole packed file, found one that is cut short/);
    await expect(loaded(new Uint8Array(2000).fill(255))).rejects.toThrow(/ubyte\.br: expected a sound Brotli file, found a damaged one/);
  });

  it('a missing file is named', async () => {
    await expect(loadDataset('mnist', root, join(root, 'none'))).rejects.toThrow('train-images-idx3-ubyte.br: file not found');
  });
});
