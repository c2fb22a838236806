/** A convolution in memory, whichever path it takes. */
import { biasName, type ConvolutionLayer } from '../../../../shared/network/network.ts';
import { firstIndices } from '../../../../shared/numbers/counting.ts';
import type { ProgramContext } from '../../layers/program-context.ts';
import { roundUp } from '../../memory/geometry.ts';
import { type ParameterBlock, takeBlock } from '../../memory/parameter-block.ts';
import { gradientPixels, type Node, type PassState, pixelArguments, pixels, type ImageLayout } from '../node.ts';
import type { GradientSums, GroupPass } from './convolution-kernels.ts';
import { forwardTaps, type Phase } from './taps.ts';

/** Bytes of a pixel of 4 images. */
const vector = 16;

/** Where a convolution's input and output lie: the same for every pass. */
export interface ConvolutionLayouts {
  readonly input: ImageLayout;
  readonly output: ImageLayout;
}

export abstract class ConvolutionProgram {
  abstract readonly weight: ParameterBlock;
  readonly bias: ParameterBlock | null;
  protected readonly relu: number;
  /** Byte offsets of one filter's weights. */
  protected readonly taps: Int32Array;

  constructor(
    protected readonly context: ProgramContext,
    protected readonly layer: ConvolutionLayer,
    protected readonly layouts: ConvolutionLayouts,
  ) {
    const filters = layer.outputShape[0];
    const indices = firstIndices(filters);
    const tensor = { name: biasName(layer), shape: [filters], indices, places: indices, floats: roundUp(filters, 4), decays: false };
    this.bias = layer.bias ? takeBlock(context.arena, tensor) : null;
    this.relu = layer.activation === 'relu' ? 1 : 0;
    this.taps = forwardTaps(layer, layouts.input);
  }

  /** Writes index arrays, once the memory is there. */
  abstract prepare(): void;
  /** To be called after the weights have changed. */
  abstract refresh(): void;
  abstract forward(input: Node, output: Node, state: PassState): void;
  protected abstract weightGradient(input: Node, output: Node, state: PassState): void;
  protected abstract inputGradient(input: Node, output: Node, state: PassState): void;

  backward(input: Node, output: Node, state: PassState): void {
    const { kernels } = this.context.memory;
    if (this.relu) kernels.clearWhereInactive(output.values, output.gradient, state.groups * output.layout.group);
    if (this.bias) {
      kernels.channelSums(gradientPixels(output), state.images, ...pixelArguments(output.layout), this.bias.gradient);
    }
    this.weightGradient(input, output, state);
    if (input.gradient) this.inputGradient(input, output, state);
  }

  protected get biasValues(): number {
    return this.bias?.values ?? this.context.zeros;
  }

  /** Forward, one group of 4 images. */
  protected forwardGroup(input: Node, output: Node, group: number): GroupPass {
    const [from, to, { stride }] = [input.layout, output.layout, this.layer];
    return {
      bias: this.biasValues,
      x: pixels(input) + group * from.group,
      out: pixels(output) + group * to.group,
      ...{ plane: to.plane, rows: to.height, columns: to.width },
      ...{ xRow: from.row * stride, xStep: vector * stride, outRow: to.row, outStep: vector },
      relu: this.relu,
    };
  }

  /** From the gradient of the output to that of the input, one group of 4 images: the pixels of one phase. */
  protected inputGradientGroup({ row, column, rows, columns }: Phase, input: Node, output: Node, group: number): GroupPass {
    const [from, to, { stride }] = [input.layout, output.layout, this.layer];
    return {
      bias: this.context.zeros,
      x: gradientPixels(output) + group * to.group,
      out: gradientPixels(input) + group * from.group + row * from.row + column * vector,
      ...{ plane: from.plane, rows, columns },
      ...{ xRow: to.row, xStep: vector, outRow: from.row * stride, outStep: vector * stride },
      relu: 0,
    };
  }

  /** All groups: what the gradient of the weights reads. */
  protected gradientSums(input: Node, output: Node, { groups }: PassState): GradientSums {
    const [from, to, { stride, outputShape }] = [input.layout, output.layout, this.layer];
    return {
      ...{ x: pixels(input), dy: gradientPixels(output), groups, xGroup: from.group, dyGroup: to.group },
      ...{ filters: outputShape[0], plane: to.plane, rows: to.height, columns: to.width },
      ...{ xRow: from.row * stride, xStep: vector * stride, dyRow: to.row },
    };
  }
}
