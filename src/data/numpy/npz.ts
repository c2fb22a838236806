/** The arrays of a .npz file: a zip of .npy files, stored or deflated. */
import { unzipSync } from 'fflate';
import type { DataArray } from '../data-array.ts';
import { DataError } from '../data-error.ts';
import { readAll } from '../read-all.ts';
import { npyArray } from './array.ts';

function unpacked(bytes: Buffer, wanted: readonly string[], file: string): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter: ({ name }) => wanted.includes(name) });
  } catch (error) {
    throw new DataError(file, `expected a sound .npz file, found a damaged one (${(error as Error).message})`, { cause: error });
  }
}

function namesIn(bytes: Buffer, file: string): string {
  const names: string[] = [];
  try {
    unzipSync(bytes, { filter: ({ name }) => (names.push(name.replace(/\.npy$/, '')), false) });
  } catch (error) {
    throw new DataError(file, `expected a .npz file (${(error as Error).message})`, { cause: error });
  }
  return names.join(', ');
}

/**
 * @param names Arrays to read, without `.npy`.
 * @returns The arrays in the order of `names`.
 * @throws DataError with the file and the array's name.
 */
export async function readNpz(file: string, names: readonly string[]): Promise<readonly DataArray[]> {
  const bytes = await readAll(file);
  const entries = unpacked(
    bytes,
    names.map((name) => `${name}.npy`),
    file,
  );
  return names.map((name) => {
    const entry = entries[`${name}.npy`];
    if (entry === undefined) throw new DataError(file, `no array named ${name}; it holds ${namesIn(bytes, file)}`);
    return npyArray(Buffer.from(entry.buffer, entry.byteOffset, entry.byteLength), `${file}: ${name}`);
  });
}
