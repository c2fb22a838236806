/** Memory that all layers on Winograd's path share, one layer at a time. */
import type { Arena } from '../memory/arena.ts';

/** Tiles of one matrix product: what they take stays in the second cache. */
export const tilesAtOnce = 32;
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
  /** Of one tile; places of all tiles; see kernels/winograd.ts. */
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
