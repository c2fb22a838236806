/** Winograd's tiles, 2x2 pixels of what a convolution writes: brought into form some at a time. */
import { roundUp } from '../../memory/geometry.ts';
import type { Arena, WasmMemory } from '../../memory/wasm-memory.ts';
import { gradientPixels, type Node, pixels, type ImageLayout } from '../node.ts';

// Memory that all layers on Winograd's path share, one layer at a time.

/** Tiles of one matrix product: what they take stays in the second cache. */
const tilesAtOnce = 32;
/** Places of a tile. */
export const places = 16;
/** Bytes from one row of tiles to the next: an odd number of cache lines, as in geometry.ts. */
export const tileRow = tilesAtOnce * 16 + 64;

/**
 * Bytes from the matrix of one place, `[channels][tiles]`, to the next: one cache line more than it takes. Without it the 16 places of a tile
 * would often lie a multiple of 4096 bytes apart (with 64 channels, say), and drive each other out of the first cache.
 */
export const tileMatrix = (channels: number): number => channels * tileRow + 64;

export interface WinogradScratch {
  /** `[places][inputs][tiles]` and `[places][outputs][tiles]`, places `tileMatrix` apart. */
  readonly inputs: number;
  readonly outputs: number;
  /** Scratch of one tile, then the places of all tiles; see kernels/winograd.ts. */
  readonly tile: number;
  /** Gradients of transformed filters: by lane `[places][filters][channels][4]`, and summed. */
  readonly sums: number;
  readonly totals: number;
}

/** Filters x channels up to which the gradient of the weights takes this path too: its sums take 256 bytes each. */
export const mostFilters = 65_536;

/** `widest`: the largest number of channels on either side of a layer, a multiple of 4; `filters`: the most filters x channels. */
export function takeWinogradScratch(arena: Arena, widest: number, filters: number): WinogradScratch {
  const take = (): number => arena.take(places * tileMatrix(widest));
  const sums = places * Math.min(filters, mostFilters);
  return {
    inputs: take(),
    outputs: take(),
    tile: arena.take(256 + 4 * tilesAtOnce),
    sums: arena.takeFloats(4 * sums),
    totals: arena.takeFloats(sums),
  };
}

/** Neighbouring tiles, numbered through groups, rows and columns of what is written. */
export interface TileRange {
  readonly first: number;
  readonly count: number;
  readonly perGroup: number;
  readonly perRow: number;
}

export function* tileRanges({ height, width }: ImageLayout, groups: number): Generator<TileRange> {
  const [perGroup, perRow] = [(height * width) / 4, width / 2];
  const tiles = groups * perGroup;
  for (let first = 0; first < tiles; first += tilesAtOnce) yield { first, count: Math.min(tilesAtOnce, tiles - first), perGroup, perRow };
}

/** Which tiles, and how the pixels lie that they are made of. */
type TileArguments = [
  ...[first: number, count: number, perGroup: number, perRow: number],
  ...[group: number, row: number, plane: number, channels: number],
];

/** Geometry arguments that all transforms share; `group`: bytes from one group that takes part to the next. */
export function tileArguments(
  { first, count, perGroup, perRow }: TileRange,
  { row, plane, channels }: ImageLayout,
  group: number,
): TileArguments {
  return [first, count, perGroup, perRow, group, row, plane, channels];
}

/** Pixels that a transform reads: where they begin, and bytes from one group that takes part to the next. */
interface TileSource {
  readonly layout: ImageLayout;
  readonly address: number;
  readonly group: number;
}

/** Into `scratch.inputs`: `[places][channels][tiles]`, or four channels beside each other for the products of the gradient; see kernels/winograd.ts. */
export function transformInput(
  { kernels }: WasmMemory,
  { inputs, tile }: WinogradScratch,
  range: TileRange,
  { layout, address, group }: TileSource,
  { matrix, inFours }: { readonly matrix: number; readonly inFours: boolean },
): void {
  kernels.winogradInput(address, ...tileArguments(range, layout, group), inputs, tileRow, matrix, inFours ? 1 : 0, tile);
}

/** Into `scratch.outputs`: `[places][channels][tiles]`. */
function transformOutputGradient(
  { kernels }: WasmMemory,
  { outputs, tile }: WinogradScratch,
  range: TileRange,
  { layout, address, group }: TileSource,
): void {
  kernels.winogradOutputGradient(address, ...tileArguments(range, layout, group), outputs, tileRow, tileMatrix(layout.channels), tile);
}

// Gradients of transformed filters, summed over all tiles of a batch.

/** Sums have 16 lanes, four quads of four (kernels/lanes.ts): a group of 4 images is a quad. */
const quads = 4;

interface Sides {
  readonly memory: WasmMemory;
  readonly scratch: WinogradScratch;
  readonly input: Node;
  readonly output: Node;
}

function addTiles({ memory, scratch, input, output }: Sides, quad: number, range: TileRange): void {
  const [from, to] = [input.layout, output.layout];
  const matrix = tileMatrix(roundUp(from.channels, 4));
  const x = { layout: from, address: pixels(input) + quad * from.group, group: quads * from.group };
  const dy = { layout: to, address: gradientPixels(output) + quad * to.group, group: quads * to.group };
  transformInput(memory, scratch, range, x, { matrix, inFours: true });
  transformOutputGradient(memory, scratch, range, dy);
  const { inputs, outputs, sums } = scratch;
  for (let place = 0; place < places; place++)
    memory.kernels.winogradProducts(
      outputs + place * tileMatrix(to.channels),
      inputs + place * matrix,
      tileRow,
      range.count,
      to.channels,
      from.channels,
      sums + place * to.channels * from.channels * 16,
    );
}

/** Into `scratch.totals`: `[places][filters][channels]`. Filters are a multiple of 4, channels of 2. */
export function sumFilterGradients(sides: Sides, groups: number): void {
  const { memory, scratch, input, output } = sides;
  const count = places * output.layout.channels * input.layout.channels;
  for (let quad = 0; quad < quads; quad++) {
    memory.kernels.clearArray(scratch.sums, count * 16);
    // The groups quad, quad + 4, ...
    for (const range of tileRanges(output.layout, Math.ceil((groups - quad) / quads))) addTiles(sides, quad, range);
    memory.kernels.winogradTotals(scratch.sums, scratch.totals, count, quad === 0 ? 1 : 0);
  }
}
