import { createHash } from 'node:crypto';
import type { Weights } from '../../../../src/shared/tensors/tensors.ts';

/** SHA-256 over names and bytes of all tensors in order. */
export function weightsHash(weights: Weights): string {
  const hash = createHash('sha256');
  for (const [name, { data }] of weights) hash.update(name).update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return hash.digest('hex');
}
