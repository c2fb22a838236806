/** Memory that all layers on Winograd's path share, one layer at a time. */
import type { Arena } from '../arena.ts';

/** Tiles of one matrix product: what they take stays in the second cache. */
export const tilesAtOnce = 32;
/** Places of a tile. */
export const places = 16;
/** Bytes from one row of tiles to the next: an odd number of cache lines, as in geometry.ts. */
export const tileRow = tilesAtOnce * 16 + 64;

export interface WinogradScratch {
  /** `[places][inputs][tiles]` and `[places][outputs][tiles]` */
  readonly inputs: number;
  readonly outputs: number;
  readonly tile: number;
  /** Gradients of transformed filters: by lane `[places][filters][channels][4]`, and summed. */
  readonly sums: number;
  readonly totals: number;
}

/** Filters x channels up to which the gradient of the weights takes this path too: its sums take 256 bytes each. */
export const mostFilters = 65_536;

/** `widest`: the largest number of channels on either side of a layer, a multiple of 4; `filters`: the most filters x channels. */
export function takeWinogradScratch(arena: Arena, widest: number, filters: number): WinogradScratch {
  const take = (): number => arena.take(places * widest * tileRow);
  const sums = places * Math.min(filters, mostFilters);
  return { inputs: take(), outputs: take(), tile: arena.take(256), sums: arena.takeFloats(4 * sums), totals: arena.takeFloats(sums) };
}
