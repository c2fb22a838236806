/** For the path of weights: bytes `[features that are read][48 samples]`, widened to floats when their turn comes. */
import type { Samples } from '../../../engine.ts';
import { roundUp } from '../../memory/geometry.ts';
import type { Arena, WasmMemory } from '../../memory/wasm-memory.ts';
import { groupSize, groupStride } from '../group.ts';
import { type InputForm, StagedGroup } from './input-form.ts';

export class TileForm implements InputForm {
  readonly mostBytes: number;
  readonly #staged: StagedGroup;
  /** `[features][48 samples]`, whether they are read or not. */
  readonly #columns: number;
  readonly #offsets: number;
  readonly #floats: number;

  /** `read`: the features that weights read, in the order of their rows. */
  constructor(
    arena: Arena,
    private readonly memory: WasmMemory,
    private readonly features: number,
    private readonly read: Uint32Array,
  ) {
    this.mostBytes = read.length * groupSize;
    this.#staged = new StagedGroup(arena, memory, features);
    this.#columns = arena.take(roundUp(features, 16) * groupSize);
    this.#offsets = arena.take(read.length * 4);
    this.#floats = arena.take(read.length * groupStride);
  }

  bytes(): number {
    return this.mostBytes;
  }

  prepare(): void {
    this.memory.words(this.#offsets, this.read.length).set(this.read.map((feature) => feature * groupSize));
  }

  write(samples: Samples, group: Uint32Array, address: number): void {
    const { kernels } = this.memory;
    const rows = this.#staged.stage(samples, group);
    kernels.transposeBytes(rows, groupSize, this.features, this.#columns, groupSize);
    kernels.gatherByteRows(this.#offsets, this.read.length, this.#columns, groupSize, address);
  }

  load(address: number): number {
    this.memory.kernels.widenBytes(address, this.mostBytes, this.#floats);
    return this.#floats;
  }
}
