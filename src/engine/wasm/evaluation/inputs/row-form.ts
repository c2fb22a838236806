/** For the dense path: rows of bytes as they are, widened to rows of floats when their turn comes. */
import type { Samples } from '../../../engine.ts';
import { rowBytes } from '../../memory/geometry.ts';
import type { Arena, WasmMemory } from '../../memory/wasm-memory.ts';
import { groupSize } from '../group.ts';
import { bytesOf, type InputForm } from './input-form.ts';

export class RowForm implements InputForm {
  readonly mostBytes: number;
  /** Bytes of one row: as many as a row of floats has floats. */
  readonly #row: number;
  readonly #floats: number;

  constructor(
    arena: Arena,
    private readonly memory: WasmMemory,
    private readonly features: number,
  ) {
    this.#row = rowBytes(features) / 4;
    this.mostBytes = this.#row * groupSize;
    this.#floats = arena.takeFloats(this.mostBytes);
  }

  bytes(): number {
    return this.mostBytes;
  }

  prepare(): void {
    // Nothing but samples is kept.
  }

  write(samples: Samples, group: Uint32Array, address: number): void {
    const { features } = this;
    const values = bytesOf(samples);
    const rows = this.memory.bytes(address, this.mostBytes).fill(0);
    group.forEach((index, s) => {
      rows.set(values.subarray(index * features, (index + 1) * features), s * this.#row);
    });
  }

  load(address: number): number {
    this.memory.kernels.widenBytes(address, this.mostBytes, this.#floats);
    return this.#floats;
  }
}
