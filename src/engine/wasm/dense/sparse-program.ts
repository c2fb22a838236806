/** The weight-sparse path: survivors only, batch last. */
import { type DenseLayer, weightName } from '../../../shared/network/network.ts';
import type { MaskTensor } from '../../../shared/tensors/tensors.ts';
import type { LayerCall, LayerProgram } from '../layers/layer-program.ts';
import type { ProgramContext } from '../layers/program-context.ts';
import { sparseIndex, type SparseIndex } from '../layers/sparse-index.ts';
import { type Geometry, roundUp } from '../memory/geometry.ts';
import { type ParameterBlock, takeBlock } from '../memory/parameter-block.ts';
import { biasPlaces, survivorsOf } from './dense-weights.ts';

/** Units of a layer that take part; see `liveOutputs` in network-program.ts. All inputs of the first layer count as live. */
export interface LiveUnits {
  readonly inputs: Uint32Array;
  readonly outputs: Uint32Array;
}

export class SparseProgram implements LayerProgram {
  readonly inputLayout = 'batch-last';
  readonly outputLayout = 'batch-last';
  readonly weight: ParameterBlock;
  readonly bias: ParameterBlock;
  readonly index: SparseIndex;
  readonly #relu: number;
  readonly #starts: number;
  readonly #lanes: number;
  readonly #isLive: ReadonlySet<number>;
  readonly #liveInputs: number;
  readonly #liveOutputs: number;
  /** Byte offsets of each survivor's input row, by stride. */
  readonly #offsets: ReadonlyMap<number, number>;
  readonly #columnStarts: number;
  /** Pairs (4 * survivor, output * stride) by input, by stride. */
  readonly #entries: ReadonlyMap<number, number>;

  constructor(
    private readonly context: ProgramContext,
    private readonly layer: DenseLayer,
    mask: MaskTensor | undefined,
    geometries: readonly Geometry[],
    private readonly live: LiveUnits,
  ) {
    const { arena } = context;
    const { inputs, outputs } = layer;
    const survivors = survivorsOf(inputs * outputs, mask);
    this.index = sparseIndex(survivors, outputs, inputs);
    this.#relu = layer.activation === 'relu' ? 1 : 0;
    const places = survivors.map((_, number) => number);
    this.weight = takeBlock(arena, {
      name: weightName(layer),
      shape: [outputs, inputs],
      indices: survivors,
      places,
      floats: roundUp(survivors.length, 4),
      decays: true,
    });
    this.bias = takeBlock(arena, biasPlaces(layer));
    this.#starts = arena.take((outputs + 1) * 4);
    this.#lanes = arena.take(4096);
    this.#isLive = new Set(live.outputs);
    this.#liveInputs = arena.take(inputs * 4);
    this.#liveOutputs = arena.take(outputs * 4);
    this.#columnStarts = arena.take((inputs + 1) * 4);
    const strides = [...new Set(geometries.map(({ stride }) => stride))];
    this.#offsets = new Map(strides.map((stride) => [stride, arena.take(survivors.length * 4)]));
    this.#entries = new Map(strides.map((stride) => [stride, arena.take(survivors.length * 8)]));
  }

  prepare(): void {
    const { memory } = this.context;
    const { starts, columns, columnStarts } = this.index;
    memory.words(this.#starts, starts.length).set(starts);
    memory.words(this.#columnStarts, columnStarts.length).set(columnStarts);
    memory.words(this.#liveInputs, this.live.inputs.length).set(this.live.inputs);
    memory.words(this.#liveOutputs, this.live.outputs.length).set(this.live.outputs);
    for (const [stride, address] of this.#offsets) memory.words(address, columns.length).set(columns.map((column) => column * stride));
    for (const [stride, address] of this.#entries) this.#writeEntries(stride, address);
  }

  #writeEntries(stride: number, address: number): void {
    const { order } = this.index;
    const entries = this.context.memory.words(address, order.length * 2);
    const { indices } = this.weight;
    order.forEach((survivor, n) => {
      entries[2 * n] = survivor * 4;
      entries[2 * n + 1] = Math.floor((indices[survivor] ?? 0) / this.layer.inputs) * stride;
    });
  }

  refresh(): void {
    // Nothing is derived from the weights.
  }

  forward({ geometry: { stride, width }, input, output }: LayerCall): void {
    this.context.memory.kernels.sparseForward(
      this.#starts,
      this.#offsets.get(stride) ?? 0,
      this.weight.values,
      this.bias.values,
      input.batchLast,
      output.batchLast,
      stride,
      width,
      this.#liveOutputs,
      this.live.outputs.length,
      this.#relu,
    );
  }

  backward({ geometry: { stride, width }, input, output }: LayerCall, wantsInputGradient: boolean): void {
    const { kernels } = this.context.memory;
    const { outputs } = this.layer;
    if (output.relu)
      kernels.reluBiasGradientBatchLast(
        output.batchLast,
        output.gradientLast,
        stride,
        this.#liveOutputs,
        this.live.outputs.length,
        this.bias.gradient,
      );
    else kernels.biasGradientBatchLast(output.gradientLast, stride, outputs, this.bias.gradient);
    kernels.sampledProduct(
      this.#starts,
      this.#offsets.get(stride) ?? 0,
      input.batchLast,
      output.gradientLast,
      this.weight.gradient,
      stride,
      this.#liveOutputs,
      this.live.outputs.length,
      this.#lanes,
    );
    if (!wantsInputGradient) return;
    kernels.sparseInputGradient(
      this.#columnStarts,
      this.#entries.get(stride) ?? 0,
      this.weight.values,
      output.gradientLast,
      input.gradientLast,
      stride,
      width,
      this.#liveInputs,
      this.live.inputs.length,
    );
  }

  /** Whether a weight into a live output reads one of these inputs. */
  reads(first: number, end: number): boolean {
    const { columnStarts, order } = this.index;
    const survivors = order.subarray(columnStarts[first], columnStarts[Math.min(end, this.layer.inputs)]);
    return survivors.some((survivor) => this.#isLive.has(Math.floor((this.weight.indices[survivor] ?? 0) / this.layer.inputs)));
  }
}
