/** The form in which the first layer takes a group of samples. */
import type { Samples } from '../../../engine.ts';
import { roundUp } from '../../memory/geometry.ts';
import type { Arena, WasmMemory } from '../../memory/wasm-memory.ts';
import { groupSize } from '../group.ts';

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

// A group's samples as rows of bytes in memory, where kernels can read them.

/** Kernels read whole vectors of a row. */
const rowOf = (features: number): number => roundUp(features, 16);

/** Bytes that a staged group takes: addresses of its rows, and the rows. */
export const stagedBytes = (features: number): number => groupSize * (4 + rowOf(features));

export class StagedGroup {
  readonly #addresses: number;
  readonly #rows: number;

  constructor(
    arena: Arena,
    private readonly memory: WasmMemory,
    private readonly features: number,
  ) {
    this.#addresses = arena.take(groupSize * 4);
    this.#rows = arena.take(groupSize * rowOf(features));
  }

  /** Where the addresses of the group's rows lie, until the next call; rows that are missing of a full group are 0. */
  stage(samples: Samples, group: Uint32Array): number {
    const { features } = this;
    const row = rowOf(features);
    const values = bytesOf(samples);
    const rows = this.memory.bytes(this.#rows, groupSize * row);
    const addresses = this.memory.words(this.#addresses, groupSize);
    for (let s = 0; s < groupSize; s++) addresses[s] = this.#rows + s * row;
    group.forEach((index, s) => {
      rows.set(values.subarray(index * features, (index + 1) * features), s * row);
    });
    rows.fill(0, group.length * row);
    return this.#addresses;
  }
}
