/** For the path of inputs: per sample a list of its bytes that are not 0, as (offset of the feature's row of weights, value). */
import type { Samples } from '../../../engine.ts';
import { listsInBlocks, onceADataSet, pairBytes, startsBytes } from '../../layers/input-lists.ts';
import { panelRow } from '../../memory/geometry.ts';
import type { Arena, WasmMemory } from '../../memory/wasm-memory.ts';
import { groupSize } from '../group.ts';
import { bytesOf, type InputForm, StagedGroup } from './input-form.ts';

// How many bytes of each sample are not 0.
function count(samples: Samples): Uint32Array {
  const values = bytesOf(samples);
  const features = values.length / samples.count;
  const counts = new Uint32Array(samples.count);
  for (let s = 0, at = 0; s < samples.count; s++) {
    let nonzeros = 0;
    // 1 for every byte but 0, without a branch that would be guessed wrong.
    for (const end = at + features; at < end; at++) nonzeros += ((values[at] ?? 0) + 255) >> 8;
    counts[s] = nonzeros;
  }
  return counts;
}

/** Sample by sample. */
export const nonzerosOf = onceADataSet(count);

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
