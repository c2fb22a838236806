/** The dense path of a convolution: all weights, 4 filters at a time. */
import { type ConvolutionLayer, weightName } from '../../../../shared/network/network.ts';
import type { MaskTensor } from '../../../../shared/tensors/tensors.ts';
import { survivorsOf } from '../../dense/dense-weights.ts';
import type { ProgramContext } from '../../layers/program-context.ts';
import { roundUp } from '../../memory/geometry.ts';
import { type ParameterBlock, takeBlock, writeMask } from '../../memory/parameter-block.ts';
import { convolve, weightGradient } from './convolution-kernels.ts';
import { type ConvolutionLayouts, ConvolutionProgram } from './convolution-program.ts';
import type { Node, PassState } from '../node.ts';
import { type Phase, phasesOf } from './taps.ts';

interface PlacedPhase extends Phase {
  /** Byte offsets of its places within one filter's kernel; taps; packed weights. */
  readonly kernelOffsets: number;
  readonly taps: number;
  readonly packed: number;
}

export class DirectProgram extends ConvolutionProgram {
  readonly weight: ParameterBlock;
  readonly #count: number;
  readonly #tapsAddress: number;
  readonly #packed: number;
  protected readonly phases: readonly PlacedPhase[];

  constructor(context: ProgramContext, layer: ConvolutionLayer, layouts: ConvolutionLayouts, mask: MaskTensor | undefined) {
    super(context, layer, layouts);
    const { arena } = context;
    const [filters, channels] = [layer.outputShape[0], layer.inputShape[0]];
    this.#count = this.taps.length;
    const floats = filters * this.#count;
    const indices = survivorsOf(floats, mask);
    const shape = [filters, channels, ...layer.kernelSize];
    const tensor = { name: weightName(layer), shape, indices, places: indices, floats: roundUp(floats, 4), decays: true };
    this.weight = takeBlock(arena, tensor, mask !== undefined);
    this.#tapsAddress = arena.takeFloats(this.#count);
    this.#packed = arena.takeFloats(roundUp(filters, 4) * this.#count);
    this.phases = phasesOf(layer, layouts.output).map((phase) => {
      const taps = phase.offsets.length;
      return {
        ...phase,
        kernelOffsets: arena.takeFloats(taps),
        taps: arena.takeFloats(filters * taps),
        packed: arena.takeFloats(roundUp(channels, 4) * filters * taps),
      };
    });
  }

  prepare(): void {
    const { memory } = this.context;
    memory.integers(this.#tapsAddress, this.#count).set(this.taps);
    writeMask(memory, this.weight);
    for (const { kernelPlaces, kernelOffsets, offsets, taps } of this.phases) {
      memory.words(kernelOffsets, kernelPlaces.length).set(kernelPlaces.map((place) => place * 4));
      const all = memory.integers(taps, this.layer.outputShape[0] * offsets.length);
      all.forEach((_, n) => {
        all[n] = Math.floor(n / offsets.length) * this.layouts.output.plane + (offsets[n % offsets.length] ?? 0);
      });
    }
  }

  refresh(): void {
    const { kernels } = this.context.memory;
    const [filters, channels] = [this.layer.outputShape[0], this.layer.inputShape[0]];
    const area = this.layer.kernelSize[0] * this.layer.kernelSize[1];
    kernels.packFilters(this.weight.values, filters, this.#count, this.#packed);
    for (const { kernelOffsets, kernelPlaces, packed } of this.phases)
      kernels.packTransposedFilters(this.weight.values, filters, channels, area, kernelOffsets, kernelPlaces.length, packed);
  }

  forward(input: Node, output: Node, { groups }: PassState): void {
    const outputs = roundUp(this.layer.outputShape[0], 4);
    const filters = { taps: this.#tapsAddress, count: this.#count, packed: this.#packed, outputs };
    for (let g = 0; g < groups; g++) convolve(this.context.memory.kernels, filters, this.forwardGroup(input, output, g));
  }

  protected weightGradient(input: Node, output: Node, state: PassState): void {
    const { convolutionGradient } = this.context.memory.kernels;
    const sums = this.gradientSums(input, output, state);
    weightGradient(convolutionGradient, [this.#tapsAddress, this.#count], sums, this.weight.gradient);
  }

  protected inputGradient(input: Node, output: Node, { groups }: PassState): void {
    const { inputShape, outputShape } = this.layer;
    for (const phase of this.phases) {
      const { taps, packed, offsets } = phase;
      const filters = { taps, count: outputShape[0] * offsets.length, packed, outputs: roundUp(inputShape[0], 4) };
      for (let g = 0; g < groups; g++) convolve(this.context.memory.kernels, filters, this.inputGradientGroup(phase, input, output, g));
    }
  }
}
