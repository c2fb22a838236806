/** Inputs that no surviving weight reads are left out. */
import { firstIndices } from '../../../shared/first-indices.ts';

/** Inputs that a weight reads, ascending. */
export function inputsRead(inputs: number, useful: Uint32Array | undefined): Uint32Array {
  const isRead = new Uint8Array(inputs);
  for (const index of useful ?? []) isRead[index % inputs] = 1;
  return firstIndices(inputs).filter((k) => isRead[k] !== 0);
}

/** Place of each input among those that are read. */
export function rowsOf(read: Uint32Array, inputs: number): Uint32Array {
  const rows = new Uint32Array(inputs);
  read.forEach((input, row) => {
    rows[input] = row;
  });
  return rows;
}
