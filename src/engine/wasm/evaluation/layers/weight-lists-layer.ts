/** Only surviving weights take part, batch last. */
import type { DenseLayer } from '../../../../shared/network/network.ts';
import { sparseIndex } from '../../layers/sparse-index.ts';
import { rowBytes } from '../../memory/geometry.ts';
import type { Arena, WasmMemory } from '../../memory/wasm-memory.ts';
import type { EvaluationLayer, LayerValues } from './evaluation-layer.ts';
import { groupStride } from '../group.ts';

export class WeightListsLayer implements EvaluationLayer {
  readonly inputLayout = 'batch-last';
  readonly outputLayout = 'batch-last';
  readonly outputRow: number;
  readonly #starts: number;
  /** Pairs (row * stride, weight), output by output. */
  readonly #pairs: number;
  readonly #start: number;

  /** `weights`: those that take part, ascending. `rows`: where each input lies among the rows that are there; null if all are. */
  constructor(
    arena: Arena,
    private readonly memory: WasmMemory,
    private readonly layer: DenseLayer,
    private readonly weights: Uint32Array,
    private readonly rows: Uint32Array | null,
  ) {
    this.outputRow = rowBytes(layer.outputs);
    this.#starts = arena.take((layer.outputs + 1) * 4);
    this.#pairs = arena.take(weights.length * 8);
    this.#start = arena.take(this.outputRow);
  }

  prepare(): void {
    const { memory, weights, rows } = this;
    const { inputs, outputs } = this.layer;
    const { starts, columns } = sparseIndex(weights, outputs, inputs);
    memory.words(this.#starts, starts.length).set(starts.map((first) => this.#pairs + first * 8));
    const pairs = memory.words(this.#pairs, weights.length * 2);
    columns.forEach((input, n) => {
      pairs[2 * n] = (rows ? (rows[input] ?? 0) : input) * groupStride;
    });
  }

  refresh({ weight, factors, start }: LayerValues): void {
    const { weights } = this;
    const { inputs, outputs } = this.layer;
    const pairs = this.memory.floats(this.#pairs, weights.length * 2);
    this.memory.floats(this.#start, outputs).set(start);
    for (let n = 0; n < weights.length; n++) {
      const index = weights[n] ?? 0;
      pairs[2 * n + 1] = (weight[index] ?? 0) * (factors[index % inputs] ?? 0);
    }
  }

  forward(input: number, output: number): void {
    const { outputs, activation } = this.layer;
    const relu = activation === 'relu' ? 1 : 0;
    this.memory.kernels.weightListProduct(this.#starts, outputs, input, this.#start, output, groupStride, relu);
  }
}
