/** A group's samples as rows of bytes in memory, where kernels can read them. */
import type { Samples } from '../../engine.ts';
import type { Arena } from '../memory/arena.ts';
import { roundUp } from '../memory/geometry.ts';
import type { WasmMemory } from '../memory/wasm-memory.ts';
import { groupSize } from './group.ts';
import { bytesOf } from './input-form.ts';

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
