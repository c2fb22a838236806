/** Several arrays in one file, as numpy.savez writes them: an uncompressed zip of .npy files. */
import { zipSync } from 'fflate';
import { type NpyArray, npyBytes } from './npy.ts';

/** The earliest time that a zip can hold, in whatever zone: the same arrays always give the same bytes. */
const noTime = '1980-01-01T00:00:00';

export function npzBytes(arrays: ReadonlyMap<string, NpyArray>): Uint8Array {
  const files = [...arrays].map(([name, array]) => [`${name}.npy`, npyBytes(array)] as const);
  return zipSync(Object.fromEntries(files), { level: 0, mtime: noTime });
}
