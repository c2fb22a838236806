/** A batch normalization in memory: scale, shift, running statistics, and the moments of the batch at hand. */
import type { BatchNormalizationLayer } from '../../../shared/network/network.ts';
import { firstIndices } from '../../../shared/numbers/counting.ts';
import type { ProgramContext } from '../layers/program-context.ts';
import { roundUp } from '../memory/geometry.ts';
import { type ParameterBlock, takeBlock } from '../memory/parameter-block.ts';
import { gradientPixels, type Node, type PassState, pixels } from './node.ts';

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
    const { group, channels, plane, height, row, width } = input.layout;
    if (state.iteration !== null) this.#takeMoments(input, state);
    kernels.inverseDeviations(this.#variancesFor(state), channels, this.layer.epsilon, this.#inverses);
    kernels.normalize(
      pixels(input),
      pixels(output),
      state.groups,
      group,
      channels,
      plane,
      height,
      row,
      width,
      output.layout.group,
      output.layout.plane,
      output.layout.row,
      this.#meansFor(state),
      this.#inverses,
      this.scale.values,
      this.shift.values,
    );
  }

  #takeMoments(input: Node, { images }: PassState): void {
    const { kernels } = this.context.memory;
    const { group, channels, plane, height, row, width } = input.layout;
    kernels.channelMoments(pixels(input), images, group, channels, plane, height, row, width, this.#means, this.#variances);
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
    const { group, channels, plane, height, row, width } = input.layout;
    const wanted = input.gradient !== 0;
    this.context.memory.kernels.normalizeGradient(
      pixels(input),
      gradientPixels(output),
      // Where nobody wants it, the output's own gradient, which is no longer needed, is overwritten.
      wanted ? gradientPixels(input) : gradientPixels(output),
      state.images,
      group,
      channels,
      plane,
      height,
      row,
      width,
      this.#meansFor(state),
      this.#inverses,
      this.scale.values,
      this.scale.gradient,
      this.shift.gradient,
      state.iteration === null ? 0 : 1,
    );
  }
}
