/** The samples of one part (validation, test, training), group by group, in the form that the first layer takes. */
import type { Samples } from '../../../engine.ts';
import { roundUp } from '../../memory/geometry.ts';
import type { Arena, WasmMemory } from '../../memory/wasm-memory.ts';
import { groupSize } from '../group.ts';
import type { InputForm } from './input-form.ts';

/** Labels of a group, 16 bits each, up to a cache line; the input lies behind them. */
export const labelBytes = 128;

export interface GroupPlace {
  readonly count: number;
  readonly labels: number;
  readonly input: number;
}

export class EvaluationPart {
  /** Number of samples. */
  readonly count: number;
  readonly #groups: readonly Uint32Array[];
  /** One for each group of a part that is prepared once; one in all of a part that is written anew each time. */
  readonly #addresses: readonly number[];

  constructor(
    arena: Arena,
    private readonly memory: WasmMemory,
    private readonly form: InputForm,
    private readonly samples: Samples,
    indices: Uint32Array,
    private readonly isPrepared: boolean,
  ) {
    this.count = indices.length;
    this.#groups = Array.from({ length: Math.ceil(this.count / groupSize) }, (_, n) =>
      indices.subarray(n * groupSize, (n + 1) * groupSize),
    );
    const take = (bytes: number): number => arena.take(labelBytes + roundUp(bytes, 16));
    this.#addresses = isPrepared ? this.#groups.map((group) => take(form.bytes(samples, group))) : [take(form.mostBytes)];
  }

  get groups(): number {
    return this.#groups.length;
  }

  /** Writes all groups, once the memory is there. */
  prepare(): void {
    if (this.isPrepared) for (let n = 0; n < this.groups; n++) this.#write(n);
  }

  /** Group `n`, there until the next call. */
  at(n: number): GroupPlace {
    if (!this.isPrepared) this.#write(n);
    const labels = this.#address(n);
    return { count: this.#groups[n]?.length ?? 0, labels, input: labels + labelBytes };
  }

  #address(n: number): number {
    return this.#addresses[this.isPrepared ? n : 0] ?? 0;
  }

  #write(n: number): void {
    const group = this.#groups[n] ?? new Uint32Array(0);
    const labels = this.memory.halfWords(this.#address(n), groupSize);
    group.forEach((index, s) => {
      labels[s] = this.samples.labels[index] ?? 0;
    });
    this.form.write(this.samples, group, this.#address(n) + labelBytes);
  }
}
