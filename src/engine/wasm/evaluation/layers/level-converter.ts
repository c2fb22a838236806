/** Turns one layer's outputs into the layout that the next one (or softmax) takes. */
import { listsInOne, pairBytes, startsBytes } from '../../layers/input-lists.ts';
import { panelRow, roundUp, rowBytes } from '../../memory/geometry.ts';
import type { Arena, WasmMemory } from '../../memory/wasm-memory.ts';
import type { EvaluationLayout } from './evaluation-layer.ts';
import { groupSize, groupStride } from '../group.ts';

interface LevelOptions {
  readonly units: number;
  readonly from: 'batch-first' | 'batch-last';
  /** Bytes of a batch-first row of `from`. */
  readonly row: number;
  readonly to: EvaluationLayout;
}

export class LevelConverter {
  readonly #first: number;
  readonly #last: number;
  readonly #lists: number;
  readonly #row: number;

  constructor(
    arena: Arena,
    private readonly memory: WasmMemory,
    private readonly options: LevelOptions,
  ) {
    const { units, from, row, to } = options;
    this.#row = from === 'batch-first' ? row : rowBytes(units);
    this.#first = arena.take(from === 'batch-first' || to !== 'batch-last' ? groupSize * this.#row : 0);
    this.#last = arena.take(from === 'batch-last' || to === 'batch-last' ? roundUp(units, 4) * groupStride : 0);
    this.#lists = arena.take(to === 'lists' ? startsBytes(listsInOne, groupSize) + groupSize * units * pairBytes : 0);
  }

  /** Where the layer before is to put its outputs. */
  get source(): number {
    return this.options.from === 'batch-first' ? this.#first : this.#last;
  }

  /** Where the next layer finds them, after `convert`. */
  get target(): number {
    const { to } = this.options;
    if (to === 'lists') return this.#lists;
    return to === 'batch-first' ? this.#first : this.#last;
  }

  convert(): void {
    const { units, from, to } = this.options;
    const { kernels } = this.memory;
    if (from === 'batch-first' && to === 'batch-last') kernels.transpose(this.#first, this.#row, groupSize, units, this.#last, groupStride);
    if (from === 'batch-last' && to !== 'batch-last') kernels.transpose(this.#last, groupStride, units, groupSize, this.#first, this.#row);
    if (to === 'lists')
      kernels.listNonzeroFloats(
        this.#first,
        this.#row,
        groupSize,
        units,
        panelRow,
        this.#lists,
        this.#lists + startsBytes(listsInOne, groupSize),
      );
  }
}
