/** A batch normalization in memory: scale, shift, running statistics, and the moments of the batch at hand. */
import type { BatchNormalizationLayer } from '../../../shared/network/network.ts';
import { firstIndices } from '../../../shared/numbers/counting.ts';
import type { ProgramContext } from '../layers/program-context.ts';
import { roundUp } from '../memory/geometry.ts';
import { type ParameterBlock, takeBlock } from '../memory/parameter-block.ts';
import { gradientPixels, type Node, type PassState, pixelArguments, pixels, strideArguments } from './node.ts';

export class NormalizationProgram {
  readonly scale: ParameterBlock;
  readonly shift: ParameterBlock;
  readonly runningMean: ParameterBlock;
  readonly runningVariance: ParameterBlock;
  readonly #means: number;
  readonly #variances: number;
  readonly #inverses: number;

  constructor(
    private readonly context: ProgramContext,
    private readonly layer: BatchNormalizationLayer,
  ) {
    const { arena } = context;
    const channels = layer.inputShape[0] ?? 0;
    const indices = firstIndices(channels);
    const block = (suffix: string): ParameterBlock =>
      takeBlock(arena, {
        name: `${layer.name}.${suffix}`,
        shape: [channels],
        indices,
        places: indices,
        floats: roundUp(channels, 4),
        decays: false,
      });
    this.scale = block('weight');
    this.shift = block('bias');
    this.runningMean = block('running_mean');
    this.runningVariance = block('running_var');
    this.#means = arena.takeFloats(channels);
    this.#variances = arena.takeFloats(channels);
    this.#inverses = arena.takeFloats(channels);
  }

  forward(input: Node, output: Node, state: PassState): void {
    const { kernels } = this.context.memory;
    const { channels } = input.layout;
    if (state.iteration !== null) this.#takeMoments(input, state);
    kernels.inverseDeviations(this.#variancesFor(state), channels, this.layer.epsilon, this.#inverses);
    const images = [...pixelArguments(input.layout), ...strideArguments(output.layout)] as const;
    const statistics = [this.#meansFor(state), this.#inverses, this.scale.values] as const;
    kernels.normalize(pixels(input), pixels(output), state.groups, ...images, ...statistics, this.shift.values);
  }

  #takeMoments(input: Node, { images }: PassState): void {
    const { kernels } = this.context.memory;
    const { channels, height, width } = input.layout;
    kernels.channelMoments(pixels(input), images, ...pixelArguments(input.layout), this.#means, this.#variances);
    const count = images * height * width;
    const correction = count > 1 ? count / (count - 1) : 1;
    const [means, variances] = [this.runningMean.values, this.runningVariance.values];
    kernels.followMoments(this.#means, this.#variances, means, variances, channels, this.layer.momentum, correction);
  }

  #meansFor({ iteration }: PassState): number {
    return iteration === null ? this.runningMean.values : this.#means;
  }

  #variancesFor({ iteration }: PassState): number {
    return iteration === null ? this.runningVariance.values : this.#variances;
  }

  backward(input: Node, output: Node, state: PassState): void {
    // Where nobody wants it, the output's own gradient, which is no longer needed, is overwritten.
    const dx = input.gradient === 0 ? gradientPixels(output) : gradientPixels(input);
    const statistics = [this.#meansFor(state), this.#inverses, this.scale.values] as const;
    const gradients = [this.scale.gradient, this.shift.gradient] as const;
    this.context.memory.kernels.normalizeGradient(
      ...([pixels(input), gradientPixels(output), dx, state.images] as const),
      ...pixelArguments(input.layout),
      ...statistics,
      ...gradients,
      state.iteration === null ? 0 : 1,
    );
  }
}
