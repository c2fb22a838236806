/** Inputs that no surviving weight reads are left out. */
import { firstIndices } from '../../../shared/numbers/first-indices.ts';

/** 1 for each input that one of these weights (ascending) reads. A division for each weight would take longer than all the rest. */
export function readBy(weights: Uint32Array, inputs: number): Uint8Array {
  const isRead = new Uint8Array(inputs);
  let row = 0;
  for (const index of weights) {
    while (index >= row + inputs) row += inputs;
    isRead[index - row] = 1;
  }
  return isRead;
}

/** Inputs that a weight reads, ascending. */
export function inputsRead(inputs: number, useful: Uint32Array | undefined): Uint32Array {
  const isRead = readBy(useful ?? new Uint32Array(0), inputs);
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
