/** For the path of inputs: lists of the bytes that are not 0, sample by sample, ready for the product. */
import type { Samples } from '../../engine.ts';
import type { WasmMemory } from '../wasm-memory.ts';
import { panelRow } from '../panels.ts';
import { groupSize } from './group.ts';
import type { InputForm } from './input-form.ts';
import { bytesOf } from './input-form.ts';

/** 48 + 1 addresses, up to a cache line. */
export const listStartsBytes = 256;
export const pairBytes = 8;

export class ListForm implements InputForm {
  readonly mostBytes: number;

  constructor(
    private readonly memory: WasmMemory,
    private readonly features: number,
  ) {
    this.mostBytes = listStartsBytes + groupSize * features * pairBytes;
  }

  bytes(samples: Samples, group: Uint32Array): number {
    const { features } = this;
    const values = bytesOf(samples);
    let lit = 0;
    for (const index of group) for (let at = index * features; at < (index + 1) * features; at++) if (values[at] !== 0) lit++;
    return listStartsBytes + lit * pairBytes;
  }

  write(samples: Samples, group: Uint32Array, address: number): void {
    const values = bytesOf(samples);
    const starts = this.memory.words(address, groupSize + 1);
    let out = address + listStartsBytes;
    for (let s = 0; s <= groupSize; s++) {
      starts[s] = out;
      const index = group[s];
      if (index !== undefined) out = this.#list(values, index * this.features, out);
    }
  }

  /** Writes one sample's list to `out`; its end. */
  #list(values: Uint8Array, first: number, out: number): number {
    const words = this.memory.words(out, 2 * this.features);
    const floats = this.memory.floats(out, 2 * this.features);
    let n = 0;
    for (let k = 0; k < this.features; k++) {
      const value = values[first + k] ?? 0;
      if (value === 0) continue;
      words[n] = k * panelRow;
      floats[n + 1] = value;
      n += 2;
    }
    return out + n * 4;
  }

  load(address: number): number {
    return address;
  }
}
