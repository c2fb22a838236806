/** The form in which the first layer takes a group of samples. */
import type { Samples } from '../../engine.ts';

export interface InputForm {
  /** Bytes that this form of some samples takes. */
  bytes(samples: Samples, group: Uint32Array): number;
  /** Bytes that any group may take. */
  readonly mostBytes: number;
  /** Writes what does not change, once the memory is there. */
  prepare(): void;
  /** Writes the form of a group to `address`; what is missing of a full group reads as zeros. */
  write(samples: Samples, group: Uint32Array, address: number): void;
  /** Makes the group at `address` ready for the first layer; the address that its `forward` takes. */
  load(address: number): number;
}

/** Bytes of the samples of a data set that holds bytes; evaluations in groups are for these. */
export function bytesOf(samples: Samples): Uint8Array {
  if (samples.values instanceof Uint8Array) return samples.values;
  throw new Error('Samples of bytes were expected.');
}
