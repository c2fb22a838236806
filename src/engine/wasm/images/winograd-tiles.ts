/** Winograd's tiles, 2x2 pixels of what a convolution writes: brought into form some at a time. */
import type { WasmMemory } from '../wasm-memory.ts';
import type { Place } from './place.ts';
import type { WinogradScratch } from './winograd-scratch.ts';
import { tileMatrix, tileRow, tilesAtOnce } from './winograd-scratch.ts';

/** Neighbouring tiles, numbered through groups, rows and columns of what is written. */
export interface TileRange {
  readonly first: number;
  readonly count: number;
  readonly perGroup: number;
  readonly perRow: number;
}

export function* tileRanges({ height, width }: Place, groups: number): Generator<TileRange> {
  const [perGroup, perRow] = [(height * width) / 4, width / 2];
  const tiles = groups * perGroup;
  for (let first = 0; first < tiles; first += tilesAtOnce) yield { first, count: Math.min(tilesAtOnce, tiles - first), perGroup, perRow };
}

/** Pixels that a transform reads: where they begin, and bytes from one group that takes part to the next. */
export interface TileSource {
  readonly place: Place;
  readonly address: number;
  readonly group: number;
}

/** Into `scratch.inputs`: `[places][channels][tiles]`, or four channels beside each other for the products of the gradient; see kernels/winograd.ts. */
export function transformInput(
  { kernels }: WasmMemory,
  { inputs, tile }: WinogradScratch,
  { first, count, perGroup, perRow }: TileRange,
  { place: { row, plane, channels }, address, group }: TileSource,
  layout: { readonly matrix: number; readonly inFours: boolean },
): void {
  const inFours = layout.inFours ? 1 : 0;
  kernels.winogradInput(
    address,
    first,
    count,
    perGroup,
    perRow,
    group,
    row,
    plane,
    channels,
    inputs,
    tileRow,
    layout.matrix,
    inFours,
    tile,
  );
}

/** Into `scratch.outputs`: `[places][channels][tiles]`. */
export function transformOutputGradient(
  { kernels }: WasmMemory,
  { outputs, tile }: WinogradScratch,
  { first, count, perGroup, perRow }: TileRange,
  { place: { row, plane, channels }, address, group }: TileSource,
): void {
  const matrix = tileMatrix(channels);
  kernels.winogradOutputGradient(address, first, count, perGroup, perRow, group, row, plane, channels, outputs, tileRow, matrix, tile);
}
