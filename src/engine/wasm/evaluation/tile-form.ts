/** For the path of weights: bytes `[features that are read][48 samples]`, widened to floats when their turn comes. */
import type { Samples } from '../../engine.ts';
import type { Arena } from '../arena.ts';
import type { WasmMemory } from '../wasm-memory.ts';
import { groupSize, groupStride } from './group.ts';
import type { InputForm } from './input-form.ts';
import { bytesOf } from './input-form.ts';

export class TileForm implements InputForm {
  readonly mostBytes: number;
  readonly #floats: number;

  /** `read`: the features that weights read, in the order of their rows. */
  constructor(
    arena: Arena,
    private readonly memory: WasmMemory,
    private readonly features: number,
    private readonly read: Uint32Array,
  ) {
    this.mostBytes = read.length * groupSize;
    this.#floats = arena.take(read.length * groupStride);
  }

  bytes(): number {
    return this.mostBytes;
  }

  write(samples: Samples, group: Uint32Array, address: number): void {
    const { features, read } = this;
    const values = bytesOf(samples);
    const tile = this.memory.bytes(address, this.mostBytes).fill(0);
    const firsts = group.map((index) => index * features);
    // Row by row, so that writes follow each other.
    read.forEach((feature, row) => {
      for (let s = 0, at = row * groupSize; s < firsts.length; s++, at++) tile[at] = values[(firsts[s] ?? 0) + feature] ?? 0;
    });
  }

  load(address: number): number {
    this.memory.kernels.widenBytes(address, this.mostBytes, this.#floats);
    return this.#floats;
  }
}
