/** Matrix products, batch first: for inputs that are mostly not 0. */
import type { DenseLayer } from '../../../../shared/network/network.ts';
import { rowBytes, rowWidth } from '../../memory/geometry.ts';
import { multiply } from '../../memory/matrix-product.ts';
import type { Arena, WasmMemory } from '../../memory/wasm-memory.ts';
import type { EvaluationLayer, LayerValues } from './evaluation-layer.ts';
import { groupSize } from '../group.ts';

export class MatrixLayer implements EvaluationLayer {
  readonly inputLayout = 'batch-first';
  readonly outputLayout = 'batch-first';
  readonly outputRow: number;
  /** `[inputs][outputs, filled up]` */
  readonly #weights: number;
  readonly #start: number;

  constructor(
    arena: Arena,
    private readonly memory: WasmMemory,
    private readonly layer: DenseLayer,
    /** Bytes of a row of inputs. */
    private readonly inputRow: number,
  ) {
    this.outputRow = rowBytes(layer.outputs);
    this.#weights = arena.take(layer.inputs * this.outputRow);
    this.#start = arena.take(this.outputRow);
  }

  prepare(): void {
    // Nothing but the weights is kept.
  }

  refresh({ weight, factors, start }: LayerValues): void {
    const { inputs, outputs } = this.layer;
    const width = this.outputRow / 4;
    const target = this.memory.floats(this.#weights, inputs * width);
    this.memory.floats(this.#start, outputs).set(start);
    for (let j = 0, n = 0; j < outputs; j++)
      for (let k = 0; k < inputs; k++, n++) target[k * width + j] = (weight[n] ?? 0) * (factors[k] ?? 0);
  }

  forward(input: number, output: number): void {
    const { inputs, outputs, activation } = this.layer;
    const row = this.outputRow;
    multiply(this.memory.kernels, {
      a: { address: input, row: this.inputRow, column: 4 },
      b: { address: this.#weights, row },
      c: { address: output, row },
      start: this.#start,
      rows: groupSize,
      columns: rowWidth(outputs) / 4,
      inner: inputs,
      relu: activation === 'relu' ? 1 : 0,
    });
  }
}
