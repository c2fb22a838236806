/** A convolution in memory, whichever path it takes. */
import { biasName, type ConvolutionLayer } from '../../../shared/network/network.ts';
import { firstIndices } from '../../../shared/numbers/counting.ts';
import type { ProgramContext } from '../layers/program-context.ts';
import { roundUp } from '../memory/geometry.ts';
import { type ParameterBlock, takeBlock } from '../memory/parameter-block.ts';
import { gradientPixels, type Node, type PassState, pixels, type ImageLayout } from './node.ts';
import { forwardTaps } from './taps.ts';

// Which path a convolution takes: a fixed rule of density and shape. Changing it raises `numerics`.
/**
 * - 'direct': all weights, 4 filters at a time.
 * - 'winograd': all weights, by Winograd's F(2x2, 3x3).
 * - 'sparse': only surviving weights (CSR over filters).
 */
type ConvolutionPath = 'direct' | 'winograd' | 'sparse';

/** Where survivors alone overtake (bench/pruned-steps.ts). */
const sparseBelow = 0.6;
const sparseBelowWinograd = 0.5;

/** 3x3, stride 1, whole tiles of 2x2 outputs, and enough channels that the transforms pay. */
function suitsWinograd({ kernelSize, stride, padding, inputShape, outputShape }: ConvolutionLayer): boolean {
  const isPlain = kernelSize[0] === 3 && kernelSize[1] === 3 && stride === 1 && padding === 'same';
  const isEven = inputShape[1] % 2 === 0 && inputShape[2] % 2 === 0;
  return isPlain && isEven && inputShape[0] >= 16 && outputShape[0] >= 16;
}

export function convolutionPathOf(layer: ConvolutionLayer, density: number): ConvolutionPath {
  const isSuited = suitsWinograd(layer);
  if (density < (isSuited ? sparseBelowWinograd : sparseBelow)) return 'sparse';
  return isSuited ? 'winograd' : 'direct';
}

/** Where a convolution's input and output lie: the same for every pass. */
export interface ConvolutionLayouts {
  readonly input: ImageLayout;
  readonly output: ImageLayout;
}

export abstract class ConvolutionProgram {
  abstract readonly weight: ParameterBlock;
  readonly bias: ParameterBlock | null;
  protected readonly relu: number;
  /** Of every weight of one filter. */
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
      const { group, plane, height, row, width, channels } = output.layout;
      kernels.channelSums(gradientPixels(output), state.images, group, channels, plane, height, row, width, this.bias.gradient);
    }
    this.weightGradient(input, output, state);
    if (input.gradient) this.inputGradient(input, output, state);
  }

  protected get biasValues(): number {
    return this.bias?.values ?? this.context.zeros;
  }

  /** Geometry arguments that the kernels of the weights' gradient share. */
  protected gradientArguments(input: Node, output: Node, { groups }: PassState): GradientArguments {
    const [from, to, { stride, outputShape }] = [input.layout, output.layout, this.layer];
    return [
      pixels(input),
      gradientPixels(output),
      groups,
      from.group,
      to.group,
      outputShape[0],
      to.plane,
      to.height,
      to.width,
      from.row * stride,
      16 * stride,
      to.row,
    ];
  }
}

type GradientArguments = [number, number, number, number, number, number, number, number, number, number, number, number];
