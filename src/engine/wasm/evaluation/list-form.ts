/** For the path of inputs: per sample a list of its bytes that are not 0, as (offset of the feature's row of weights, value). */
import type { Samples } from '../../engine.ts';
import type { Arena } from '../memory/arena.ts';
import { listsInBlocks, pairBytes, startsBytes } from '../layers/input-lists.ts';
import { panelRow } from '../memory/panels.ts';
import type { WasmMemory } from '../memory/wasm-memory.ts';
import { groupSize } from './group.ts';
import type { InputForm } from './input-form.ts';
import { nonzerosOf } from './nonzeros-of.ts';
import { StagedGroup } from './staged-group.ts';

/** Bytes of a group's table of lists. */
export const listStartsBytes = (features: number): number => startsBytes(listsInBlocks(features, groupSize), groupSize);

export class ListForm implements InputForm {
  readonly mostBytes: number;
  readonly #staged: StagedGroup;
  /** Bytes are listed as they are. */
  readonly #ones: number;

  constructor(
    arena: Arena,
    private readonly memory: WasmMemory,
    private readonly features: number,
  ) {
    this.mostBytes = listStartsBytes(features) + groupSize * features * pairBytes;
    this.#staged = new StagedGroup(arena, memory, features);
    this.#ones = arena.takeFloats(features);
  }

  bytes(samples: Samples, group: Uint32Array): number {
    const nonzeros = nonzerosOf(samples);
    return listStartsBytes(this.features) + pairBytes * group.reduce((sum, index) => sum + (nonzeros[index] ?? 0), 0);
  }

  prepare(): void {
    this.memory.floats(this.#ones, this.features).fill(1);
  }

  write(samples: Samples, group: Uint32Array, address: number): void {
    const { features } = this;
    const rows = this.#staged.stage(samples, group);
    const pairs = address + listStartsBytes(features);
    this.memory.kernels.listNonzeros(rows, groupSize, features, this.#ones, panelRow, address, pairs);
  }

  load(address: number): number {
    return address;
  }
}
