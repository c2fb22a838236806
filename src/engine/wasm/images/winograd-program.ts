/** Dense 3x3 convolutions with stride 1: Winograd's F(2x2, 3x3) forward and back. */
import type { ConvolutionLayer } from '../../../shared/network.ts';
import type { MaskTensor } from '../../../shared/tensors.ts';
import { roundUp } from '../geometry.ts';
import type { ProgramContext } from '../program-context.ts';
import type { ConvolutionPlaces } from './convolution-program.ts';
import { DirectProgram } from './direct-program.ts';
import type { Node } from './node.ts';
import { gradientPixels, pixels } from './node.ts';
import type { Place } from './place.ts';
import type { PassState } from './step.ts';
import type { WinogradScratch } from './winograd-scratch.ts';
import { mostFilters, places, tileMatrix, tileRow, tilesAtOnce } from './winograd-scratch.ts';

/** What one way through a layer reads, by which filters, and writes. */
interface Way {
  readonly from: Place;
  readonly to: Place;
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
    at: ConvolutionPlaces,
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
    const way = { from: input.place, to: output.place, x: pixels(input), out: pixels(output) };
    this.#convolve({ ...way, filters: this.#filters, bias: this.biasValues, relu: this.relu }, groups);
  }

  protected override inputGradient(input: Node, output: Node, { groups }: PassState): void {
    const way = { from: output.place, to: input.place, x: gradientPixels(output), out: gradientPixels(input) };
    this.#convolve({ ...way, filters: this.#turned, bias: this.context.zeros, relu: 0 }, groups);
  }

  protected override weightGradient(input: Node, output: Node, state: PassState): void {
    const [filters, channels] = [this.layer.outputShape[0], this.layer.inputShape[0]];
    if (filters % 4 !== 0 || channels % 2 !== 0 || filters * channels > mostFilters) {
      super.weightGradient(input, output, state);
      return;
    }
    const { kernels } = this.context.memory;
    const { sums, totals, tile } = this.scratch;
    const count = places * filters * channels;
    for (let quad = 0; quad < 4; quad++) {
      kernels.clearArray(sums, count * 16);
      this.#sumQuad(input, output, quad, Math.ceil((state.groups - quad) / 4));
      kernels.winogradTotals(sums, totals, count, quad === 0 ? 1 : 0);
    }
    kernels.winogradFilterGradient(totals, filters * channels * 4, filters, channels, this.weight.gradient, tile);
  }

  /** Sums by lane over the groups quad, quad + 4, ... */
  #sumQuad(input: Node, output: Node, quad: number, groups: number): void {
    const { height, width } = output.place;
    const tiles = (groups * height * width) / 4;
    for (let first = 0; first < tiles; first += tilesAtOnce)
      this.#sumTiles(input, output, quad, first, Math.min(tilesAtOnce, tiles - first));
  }

  #sumTiles(input: Node, output: Node, quad: number, first: number, count: number): void {
    const { kernels } = this.context.memory;
    const { inputs, outputs, tile, sums } = this.scratch;
    const [from, to] = [input.place, output.place];
    const [perGroup, perRow] = [(to.height * to.width) / 4, to.width / 2];
    const [x, dy] = [pixels(input) + quad * from.group, gradientPixels(output) + quad * to.group];
    const matrix = tileMatrix(roundUp(from.channels, 4));
    kernels.winogradInput(
      x,
      first,
      count,
      perGroup,
      perRow,
      4 * from.group,
      from.row,
      from.plane,
      from.channels,
      inputs,
      tileRow,
      matrix,
      1,
      tile,
    );
    kernels.winogradOutputGradient(
      dy,
      first,
      count,
      perGroup,
      perRow,
      4 * to.group,
      to.row,
      to.plane,
      to.channels,
      outputs,
      tileRow,
      tileMatrix(to.channels),
      tile,
    );
    for (let place = 0; place < places; place++)
      kernels.winogradProducts(
        outputs + place * tileMatrix(to.channels),
        inputs + place * matrix,
        tileRow,
        count,
        to.channels,
        from.channels,
        sums + place * to.channels * from.channels * 16,
      );
  }

  #convolve(way: Way, groups: number): void {
    const tiles = (groups * way.to.height * way.to.width) / 4;
    for (let first = 0; first < tiles; first += tilesAtOnce) this.#tiles(way, first, Math.min(tilesAtOnce, tiles - first));
  }

  #tiles({ from, to, x, out, filters, bias, relu }: Way, first: number, count: number): void {
    const { memory, zeros } = this.context;
    const { kernels } = memory;
    const { inputs, outputs, tile } = this.scratch;
    const [perGroup, perRow] = [(to.height * to.width) / 4, to.width / 2];
    kernels.winogradInput(
      x,
      first,
      count,
      perGroup,
      perRow,
      from.group,
      from.row,
      from.plane,
      from.channels,
      inputs,
      tileRow,
      tileMatrix(from.channels),
      0,
      tile,
    );
    const rows = roundUp(to.channels, 4);
    // Tiles beyond `count` are computed from what lies there, and never read.
    const columns = roundUp(count, 4) * 4;
    for (let place = 0; place < places; place++)
      kernels.gemm(
        filters + place * rows * from.channels * 4,
        from.channels * 4,
        4,
        inputs + place * tileMatrix(from.channels),
        tileRow,
        outputs + place * tileMatrix(rows),
        tileRow,
        zeros,
        rows,
        columns,
        from.channels,
        0,
      );
    kernels.winogradOutput(
      outputs,
      first,
      count,
      perGroup,
      perRow,
      to.group,
      to.row,
      to.plane,
      to.channels,
      bias,
      out,
      tileRow,
      tileMatrix(rows),
      relu,
      tile,
    );
  }
}
