/** Winograd's tiles, 2x2 pixels of what a convolution writes: brought into form some at a time. */
import type { WasmMemory } from '../memory/wasm-memory.ts';
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

type TileArguments = [number, number, number, number, number, number, number, number];

/** Geometry arguments that all transforms share; `group`: bytes from one group that takes part to the next. */
export function tileArguments(
  { first, count, perGroup, perRow }: TileRange,
  { row, plane, channels }: Place,
  group: number,
): TileArguments {
  return [first, count, perGroup, perRow, group, row, plane, channels];
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
  range: TileRange,
  { place, address, group }: TileSource,
  { matrix, inFours }: { readonly matrix: number; readonly inFours: boolean },
): void {
  kernels.winogradInput(address, ...tileArguments(range, place, group), inputs, tileRow, matrix, inFours ? 1 : 0, tile);
}

/** Into `scratch.outputs`: `[places][channels][tiles]`. */
export function transformOutputGradient(
  { kernels }: WasmMemory,
  { outputs, tile }: WinogradScratch,
  range: TileRange,
  { place, address, group }: TileSource,
): void {
  kernels.winogradOutputGradient(address, ...tileArguments(range, place, group), outputs, tileRow, tileMatrix(place.channels), tile);
}
