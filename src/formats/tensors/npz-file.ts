/** A ticket as one .npz file: the tensors of the .safetensors file, and the provenance as the array `metadata` (UTF-8 bytes of a JSON text). */
import { type NpyArray, textArray } from '../bytes/npy.ts';
import { npzBytes } from '../bytes/npz.ts';
import type { ExportedTicket } from '../exported-ticket.ts';
import { namedTensors, type TensorOptions } from './named-tensors.ts';

export function npzFile(ticket: ExportedTicket, options: TensorOptions): Uint8Array {
  const arrays: [string, NpyArray][] = [...namedTensors(ticket, options)];
  return npzBytes(new Map([...arrays, ['metadata', textArray(JSON.stringify(ticket.provenance))]]));
}
