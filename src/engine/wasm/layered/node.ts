/** One level of a network for one geometry: where its values and gradients lie. */
import type { Level } from '../layers/layer-program.ts';
import type { Place } from './place.ts';

export interface Node {
  readonly shape: readonly number[];
  readonly place: Place;
  /** Address of the first group, its halo included. */
  readonly values: number;
  /** 0 for the input, whose gradient nobody wants. */
  readonly gradient: number;
  /** Of features: both layouts. */
  readonly level: Level | null;
}

/** Addresses of the first pixel. */
export const pixels = ({ values, place }: Node): number => values + place.inset;
export const gradientPixels = ({ gradient, place }: Node): number => gradient + place.inset;

/** Bytes from one group's pixels to the same of the next, times `groups`: all that a pass uses. */
export function usedBytes({ level, place }: Node, groups: number, stride: number): number {
  return level ? level.units * stride : groups * place.group;
}
