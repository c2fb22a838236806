/** Gradients of transformed filters, summed over all tiles of a batch. */
import { roundUp } from '../memory/geometry.ts';
import type { WasmMemory } from '../memory/wasm-memory.ts';
import type { Node } from './node.ts';
import { gradientPixels, pixels } from './node.ts';
import type { WinogradScratch } from './winograd-scratch.ts';
import { places, tileMatrix, tileRow } from './winograd-scratch.ts';
import type { TileRange } from './winograd-tiles.ts';
import { tileRanges, transformInput, transformOutputGradient } from './winograd-tiles.ts';

/** Sums have 16 lanes, four quads of four (kernels/lanes.ts): a group of 4 images is a quad. */
const quads = 4;

interface Sides {
  readonly memory: WasmMemory;
  readonly scratch: WinogradScratch;
  readonly input: Node;
  readonly output: Node;
}

function addTiles({ memory, scratch, input, output }: Sides, quad: number, range: TileRange): void {
  const [from, to] = [input.place, output.place];
  const matrix = tileMatrix(roundUp(from.channels, 4));
  const x = { place: from, address: pixels(input) + quad * from.group, group: quads * from.group };
  const dy = { place: to, address: gradientPixels(output) + quad * to.group, group: quads * to.group };
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
  const count = places * output.place.channels * input.place.channels;
  for (let quad = 0; quad < quads; quad++) {
    memory.kernels.clearArray(scratch.sums, count * 16);
    // The groups quad, quad + 4, ...
    for (const range of tileRanges(output.place, Math.ceil((groups - quad) / quads))) addTiles(sides, quad, range);
    memory.kernels.winogradTotals(scratch.sums, scratch.totals, count, quad === 0 ? 1 : 0);
  }
}
