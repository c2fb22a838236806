/** Where the reported cases lie, and idx files made for a test. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type IdxConfig, type IdxPart, idxParts, loadIdxDataset } from '../../../src/data/idx-dataset.ts';
import type { Dataset } from '../../../src/shared/specs/samples.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

export const casesFolder = fileURLToPath(new URL('../../fixtures/cases/', import.meta.url));

const names: Readonly<Record<IdxPart, string>> = {
  trainImages: 'train-images-idx3-ubyte',
  trainLabels: 'train-labels-idx1-ubyte',
  testImages: 't10k-images-idx3-ubyte',
  testLabels: 't10k-labels-idx1-ubyte',
};

/** The plain data set, with some of its files taken from a case's folder. */
export function loadCase(folder: string, parts: readonly IdxPart[], classes?: number): Promise<Dataset> {
  const paths = Object.fromEntries(idxParts.map((part) => [part, `${parts.includes(part) ? folder : 'BASE'}/${names[part]}`]));
  return loadIdxDataset({ kind: 'idx', ...paths } as IdxConfig, casesFolder, classes);
}

export const loadBase = (classes?: number): Promise<Dataset> => loadIdxDataset({ kind: 'idx', folder: 'BASE' }, casesFolder, classes);

/** An idx file of the given type, dimensions and big-endian bytes; its path. */
export function idxFile(type: number, shape: readonly number[], body: Uint8Array): string {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.set([0, 0, type, shape.length]);
  shape.forEach((size, dimension) => header.writeUInt32BE(size, 4 + 4 * dimension));
  const file = join(temporaryFolder(), 'some-idx');
  writeFileSync(file, Buffer.concat([header, body]));
  return file;
}
