/** Only inputs that are not 0 take part: the first layer of a sparse image, and whatever a ReLU feeds. */
import type { DenseLayer } from '../../../../shared/network/network.ts';
import type { ListShape } from '../../layers/input-lists.ts';
import { panelBytes, panelOutputs, panelPlace, roundUp } from '../../memory/geometry.ts';
import type { Arena, WasmMemory } from '../../memory/wasm-memory.ts';
import type { EvaluationLayer, LayerValues } from './evaluation-layer.ts';
import { groupSize, outputUnit } from '../group.ts';

export class InputListsLayer implements EvaluationLayer {
  readonly inputLayout = 'lists';
  readonly outputLayout = 'batch-first';
  readonly outputRow: number;
  readonly #width: number;
  /** `[outputs / 24][inputs][24]`: a panel's rows stay in the first cache while the samples pass. */
  readonly #panels: number;
  readonly #start: number;

  constructor(
    arena: Arena,
    private readonly memory: WasmMemory,
    private readonly layer: DenseLayer,
    private readonly lists: ListShape,
  ) {
    this.#width = roundUp(layer.outputs, panelOutputs);
    this.outputRow = this.#width * 4;
    this.#panels = arena.take(layer.inputs * this.outputRow);
    this.#start = arena.take(this.outputRow);
  }

  prepare(): void {
    // Nothing but the weights is kept.
  }

  refresh({ weight, factors, start }: LayerValues): void {
    const { inputs, outputs } = this.layer;
    const target = this.memory.floats(this.#panels, inputs * this.#width);
    this.memory.floats(this.#start, outputs).set(start);
    for (let j = 0, n = 0; j < outputs; j++) {
      const column = panelPlace(inputs, 0, j);
      for (let k = 0; k < inputs; k++, n++) target[column + k * panelOutputs] = (weight[n] ?? 0) * (factors[k] ?? 0);
    }
  }

  forward(input: number, output: number): void {
    const { inputs, outputs, activation } = this.layer;
    const { toEnd, blocks } = this.lists;
    this.memory.kernels.inputListProduct(
      input,
      toEnd,
      blocks,
      groupSize,
      this.#panels,
      panelBytes(inputs),
      this.#start,
      output,
      this.outputRow,
      roundUp(outputs, outputUnit),
      activation === 'relu' ? 1 : 0,
    );
  }
}
