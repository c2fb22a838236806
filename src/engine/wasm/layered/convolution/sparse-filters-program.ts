/** The weight-sparse path of a convolution: survivors only, filter by filter. What is pruned costs no time. */
import { type ConvolutionLayer, weightName } from '../../../../shared/network/network.ts';
import type { MaskTensor } from '../../../../shared/tensors/tensors.ts';
import { survivorsOf } from '../../dense/dense-weights.ts';
import type { ProgramContext } from '../../layers/program-context.ts';
import { roundUp } from '../../memory/geometry.ts';
import { type ParameterBlock, takeBlock } from '../../memory/parameter-block.ts';
import type { Arena, WasmMemory } from '../../memory/wasm-memory.ts';
import { sparseConvolve, weightGradient } from './convolution-kernels.ts';
import { type ConvolutionLayouts, ConvolutionProgram } from './convolution-program.ts';
import type { ImageLayout, Node, PassState } from '../node.ts';
import { channelsAtOnce, survivorBlocks, type SurvivorBlocks } from './survivor-blocks.ts';
import { type Phase, phasesOf } from './taps.ts';

// The gradient of the input of a convolution with few survivors: those that take part in a phase (taps.ts), by channel of the input.

/** In blocks of filters. */
interface SparsePhase extends Phase, SurvivorBlocks {
  readonly taps: Int32Array;
  /** Byte offset of each survivor's value. */
  readonly order: Uint32Array;
  readonly addresses: { readonly starts: number; readonly taps: number; readonly order: number; readonly values: number };
}

/** `indices`: of all survivors within `[filters][channels][height][width]`, ascending; `output`: where the layer writes. */
function takeSparsePhase(arena: Arena, layer: ConvolutionLayer, output: ImageLayout, indices: Uint32Array, phase: Phase): SparsePhase {
  const [filters, channels] = [layer.outputShape[0], layer.inputShape[0]];
  const area = layer.kernelSize[0] * layer.kernelSize[1];
  const offsets = new Map(phase.kernelPlaces.map((place, n) => [place, phase.offsets[n] ?? 0]));
  const channelOf = (index: number): number => Math.floor(index / area) % channels;
  const filterOf = (index: number): number => Math.floor(index / area / channels);
  const own = Array.from(indices, (index, number) => ({ index, number })).filter(({ index }) => offsets.has(index % area));
  // Stable: of one channel, filters and places of the kernel stay in order.
  own.sort((a, b) => channelOf(a.index) - channelOf(b.index));
  const outputOf = Uint32Array.from(own, ({ index }) => channelOf(index));
  const inputOf = Uint32Array.from(own, ({ index }) => filterOf(index));
  const blocks = survivorBlocks({ outputs: channels, inputs: filters, outputOf, inputOf }, channelsAtOnce(layer.kernelSize));
  return {
    ...phase,
    ...blocks,
    taps: Int32Array.from(own, ({ index }) => filterOf(index) * output.plane + (offsets.get(index % area) ?? 0)),
    order: Uint32Array.from(own, ({ number }) => number * 4),
    addresses: {
      starts: arena.takeFloats(blocks.starts.length),
      taps: arena.takeFloats(own.length),
      order: arena.takeFloats(own.length),
      values: arena.takeFloats(own.length),
    },
  };
}

/** Once the memory is there. */
function writeSparsePhase(memory: WasmMemory, { starts, taps, order, addresses }: SparsePhase): void {
  memory.words(addresses.starts, starts.length).set(starts);
  memory.integers(addresses.taps, taps.length).set(taps);
  memory.words(addresses.order, order.length).set(order);
}

/** starts[i + 1] - starts[i] = how often i occurs. */
function startsOf(values: Uint32Array, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1);
  for (const value of values) starts[value + 1] = (starts[value + 1] ?? 0) + 1;
  for (let i = 0; i < count; i++) starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0);
  return starts;
}

export class SparseFiltersProgram extends ConvolutionProgram {
  readonly weight: ParameterBlock;
  readonly #starts: number;
  /** Where survivors begin in blocks of channels. */
  readonly #blocks: SurvivorBlocks;
  readonly #blockStarts: number;
  readonly #tapsAddress: number;
  readonly #phases: readonly SparsePhase[];

  constructor(context: ProgramContext, layer: ConvolutionLayer, layouts: ConvolutionLayouts, mask: MaskTensor | undefined) {
    super(context, layer, layouts);
    const { arena } = context;
    const filters = layer.outputShape[0];
    const indices = survivorsOf(filters * this.taps.length, mask);
    this.weight = takeBlock(arena, {
      name: weightName(layer),
      shape: [filters, layer.inputShape[0], ...layer.kernelSize],
      indices,
      places: indices.map((_, number) => number),
      floats: roundUp(indices.length, 4),
      decays: true,
    });
    this.#starts = arena.takeFloats(filters + 1);
    this.#tapsAddress = arena.takeFloats(indices.length);
    this.#blocks = this.#forwardBlocks(indices);
    this.#blockStarts = arena.takeFloats(this.#blocks.starts.length);
    this.#phases = phasesOf(layer, layouts.output).map((phase) => takeSparsePhase(arena, layer, layouts.output, indices, phase));
  }

  #forwardBlocks(indices: Uint32Array): SurvivorBlocks {
    const { inputShape, outputShape, kernelSize } = this.layer;
    const area = kernelSize[0] * kernelSize[1];
    const outputOf = indices.map((index) => Math.floor(index / this.taps.length));
    const inputOf = indices.map((index) => Math.floor(index / area) % inputShape[0]);
    return survivorBlocks({ outputs: outputShape[0], inputs: inputShape[0], outputOf, inputOf }, channelsAtOnce(kernelSize));
  }

  prepare(): void {
    const { memory } = this.context;
    const { indices } = this.weight;
    const count = this.taps.length;
    const starts = startsOf(
      indices.map((index) => Math.floor(index / count)),
      this.layer.outputShape[0],
    );
    memory.words(this.#starts, starts.length).set(starts);
    memory.words(this.#blockStarts, this.#blocks.starts.length).set(this.#blocks.starts);
    memory.integers(this.#tapsAddress, indices.length).set(Int32Array.from(indices, (index) => this.taps[index % count] ?? 0));
    for (const phase of this.#phases) writeSparsePhase(memory, phase);
  }

  refresh(): void {
    const { kernels } = this.context.memory;
    for (const { order, addresses } of this.#phases)
      kernels.gatherValues(addresses.order, order.length, this.weight.values, addresses.values);
  }

  forward(input: Node, output: Node, { groups }: PassState): void {
    const [{ kernels }, outputs] = [this.context.memory, this.layer.outputShape[0]];
    const { blocks } = this.#blocks;
    const filters = { starts: this.#blockStarts, blocks, taps: this.#tapsAddress, values: this.weight.values, outputs };
    for (let g = 0; g < groups; g++) sparseConvolve(kernels, filters, this.forwardGroup(input, output, g));
  }

  protected weightGradient(input: Node, output: Node, state: PassState): void {
    const { sparseConvolutionGradient } = this.context.memory.kernels;
    const sums = this.gradientSums(input, output, state);
    weightGradient(sparseConvolutionGradient, [this.#starts, this.#tapsAddress], sums, this.weight.gradient);
  }

  protected inputGradient(input: Node, output: Node, { groups }: PassState): void {
    const [{ kernels }, outputs] = [this.context.memory, this.layer.inputShape[0]];
    for (const phase of this.#phases) {
      const { starts, taps, values } = phase.addresses;
      const filters = { starts, blocks: phase.blocks, taps, values, outputs };
      for (let g = 0; g < groups; g++) sparseConvolve(kernels, filters, this.inputGradientGroup(phase, input, output, g));
    }
  }
}
