/** Dense 3x3 convolutions with stride 1: Winograd's F(2x2, 3x3) forward and back. */
import type { ConvolutionLayer } from '../../../../shared/network/network.ts';
import type { MaskTensor } from '../../../../shared/tensors/tensors.ts';
import type { ProgramContext } from '../../layers/program-context.ts';
import { roundUp } from '../../memory/geometry.ts';
import { multiply } from '../../memory/matrix-product.ts';
import type { ConvolutionLayouts } from './convolution-program.ts';
import { DirectProgram } from './direct-program.ts';
import { gradientPixels, type Node, type PassState, pixels, type ImageLayout } from '../node.ts';
import {
  mostFilters,
  places,
  sumFilterGradients,
  tileArguments,
  tileMatrix,
  type TileRange,
  tileRanges,
  tileRow,
  transformInput,
  type WinogradScratch,
} from './winograd-tiles.ts';

/** One way through a layer: the pixels that it reads and writes, and its filters. */
interface Way {
  readonly from: ImageLayout;
  readonly to: ImageLayout;
  readonly x: number;
  readonly out: number;
  readonly filters: number;
  readonly bias: number;
  readonly relu: number;
}

export class WinogradProgram extends DirectProgram {
  readonly #filters: number;
  readonly #turned: number;

  constructor(
    context: ProgramContext,
    layer: ConvolutionLayer,
    at: ConvolutionLayouts,
    mask: MaskTensor | undefined,
    private readonly scratch: WinogradScratch,
  ) {
    super(context, layer, at, mask);
    const [filters, channels] = [layer.outputShape[0], layer.inputShape[0]];
    this.#filters = context.arena.takeFloats(places * roundUp(filters, 4) * channels);
    this.#turned = context.arena.takeFloats(places * roundUp(channels, 4) * filters);
  }

  override refresh(): void {
    const { kernels } = this.context.memory;
    const [filters, channels] = [this.layer.outputShape[0], this.layer.inputShape[0]];
    const { values } = this.weight;
    const { tile } = this.scratch;
    kernels.winogradFilters(values, filters, channels, 0, this.#filters, roundUp(filters, 4) * channels * 4, tile);
    kernels.winogradFilters(values, filters, channels, 1, this.#turned, roundUp(channels, 4) * filters * 4, tile);
  }

  override forward(input: Node, output: Node, { groups }: PassState): void {
    const way = { from: input.layout, to: output.layout, x: pixels(input), out: pixels(output) };
    this.#convolve({ ...way, filters: this.#filters, bias: this.biasValues, relu: this.relu }, groups);
  }

  protected override inputGradient(input: Node, output: Node, { groups }: PassState): void {
    const way = { from: output.layout, to: input.layout, x: gradientPixels(output), out: gradientPixels(input) };
    this.#convolve({ ...way, filters: this.#turned, bias: this.context.zeros, relu: 0 }, groups);
  }

  protected override weightGradient(input: Node, output: Node, state: PassState): void {
    const [filters, channels] = [this.layer.outputShape[0], this.layer.inputShape[0]];
    if (filters % 4 !== 0 || channels % 2 !== 0 || filters * channels > mostFilters) {
      super.weightGradient(input, output, state);
      return;
    }
    const { scratch, weight } = this;
    const { memory } = this.context;
    sumFilterGradients({ memory, scratch, input, output }, state.groups);
    memory.kernels.winogradFilterGradient(scratch.totals, filters * channels * 4, filters, channels, weight.gradient, scratch.tile);
  }

  #convolve(way: Way, groups: number): void {
    const { from, x } = way;
    for (const range of tileRanges(way.to, groups)) {
      const form = { matrix: tileMatrix(from.channels), inFours: false };
      transformInput(this.context.memory, this.scratch, range, { layout: from, address: x, group: from.group }, form);
      this.#products(way, range);
      this.#writePixels(way, range);
    }
  }

  /** One matrix product a place: `[outputs][channels]` by `[channels][tiles]`. */
  #products({ from, to, filters }: Way, { count }: TileRange): void {
    const { memory, zeros } = this.context;
    const { inputs, outputs } = this.scratch;
    const rows = roundUp(to.channels, 4);
    // Tiles beyond `count` are computed from what lies there, and never read.
    const columns = roundUp(count, 4) * 4;
    for (let place = 0; place < places; place++)
      multiply(memory.kernels, {
        a: { address: filters + place * rows * from.channels * 4, row: from.channels * 4, column: 4 },
        b: { address: inputs + place * tileMatrix(from.channels), row: tileRow },
        c: { address: outputs + place * tileMatrix(rows), row: tileRow },
        start: zeros,
        rows,
        columns,
        inner: from.channels,
        relu: 0,
      });
  }

  #writePixels({ to, out, bias, relu }: Way, range: TileRange): void {
    const { outputs, tile } = this.scratch;
    const matrix = tileMatrix(roundUp(to.channels, 4));
    const geometry = tileArguments(range, to, to.group);
    this.context.memory.kernels.winogradOutput(outputs, ...geometry, bias, out, tileRow, matrix, relu, tile);
  }
}
