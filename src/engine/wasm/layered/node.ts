/** One level of a network for one geometry: where its values and gradients lie. */
import type { Level } from '../layers/layer-program.ts';
import { type Geometry, roundUp, rowBytes } from '../memory/geometry.ts';
import type { Arena } from '../memory/wasm-memory.ts';

/** How a level of a network lies in memory: images in groups of 4, `[channels][rows][columns][4]`, one vector a pixel, with a halo of zeros. */
export interface ImageLayout {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  /** Bytes from one row, channel and group to the next. */
  readonly row: number;
  readonly plane: number;
  readonly group: number;
  /** Bytes from a group's start to its first pixel: what the halo takes. */
  readonly inset: number;
}

const vector = 16;

/** Channels are filled up to a multiple of 4, since convolutions compute 4 at a time. */
export function imageLayout(shape: readonly number[], halo: number): ImageLayout {
  const [channels = 1, height = 1, width = 1] = shape;
  const row = (width + 2 * halo) * vector;
  const plane = (height + 2 * halo) * row;
  return { channels, height, width, row, plane, group: roundUp(channels, 4) * plane, inset: halo * (row + vector) };
}

/** Batch-last rows are images of one pixel: a group of 4 samples is a vector of each row. */
function rowsLayout(units: number, stride: number): ImageLayout {
  return { channels: units, height: 1, width: 1, row: vector, plane: stride, group: vector, inset: 0 };
}

export interface Node {
  readonly shape: readonly number[];
  readonly layout: ImageLayout;
  /** Address of the first group, its halo included. */
  readonly values: number;
  /** 0 for the input, whose gradient nobody wants. */
  readonly gradient: number;
  /** Both layouts of features; null for images. */
  readonly level: Level | null;
}

/** Addresses of the first pixel. */
export const pixels = ({ values, layout }: Node): number => values + layout.inset;
export const gradientPixels = ({ gradient, layout }: Node): number => gradient + layout.inset;

type PixelArguments = [group: number, channels: number, plane: number, rows: number, row: number, columns: number];

/** How the kernels over images are told a layout. */
export const pixelArguments = ({ group, channels, plane, height, row, width }: ImageLayout): PixelArguments => [
  group,
  channels,
  plane,
  height,
  row,
  width,
];

/** How they are told an output that has the input's channels, rows and columns. */
export const strideArguments = ({ group, plane, row }: ImageLayout): [group: number, plane: number, row: number] => [group, plane, row];

/** Bytes from one group's pixels to the same of the next, times `groups`: all that a pass uses. */
export function usedBytes({ level, layout }: Node, groups: number, stride: number): number {
  return level ? level.units * stride : groups * layout.group;
}

interface Buffers {
  readonly values: number;
  readonly gradient: number;
}

/** Memory of a network's levels. Images are laid out alike for every batch size, so all passes share them. */
export class NodeStore {
  readonly #images = new Map<string, Buffers>();

  constructor(
    private readonly arena: Arena,
    private readonly halo: number,
    /** The largest batch, in groups of 4. */
    private readonly groups: number,
  ) {}

  /** `key`: what makes the level; the same for all passes. */
  images(key: string, shape: readonly number[], wantsGradient: boolean): Node {
    const layout = imageLayout(shape, this.halo);
    const take = (): number => this.arena.take(this.groups * layout.group);
    const buffers = this.#images.get(key) ?? { values: take(), gradient: wantsGradient ? take() : 0 };
    this.#images.set(key, buffers);
    return { shape, layout, ...buffers, level: null };
  }

  /** Features have a layout that depends on the batch. */
  rows(units: number, relu: boolean, { rows, stride }: Geometry): Node {
    const first = (): number => this.arena.take(rows * rowBytes(units));
    const last = (): number => this.arena.take(roundUp(units, 4) * stride);
    const level: Level = { units, relu, batchFirst: first(), batchLast: last(), gradientFirst: first(), gradientLast: last() };
    return { shape: [units], layout: rowsLayout(units, stride), values: level.batchLast, gradient: level.gradientLast, level };
  }
}

export interface PassState {
  /** Samples of the pass, and groups of 4 that they fill. */
  readonly images: number;
  readonly groups: number;
  /** The iteration of a training, from 1; null in evaluations. */
  readonly iteration: number | null;
}

/** One layer in one pass. */
export interface Step {
  forward(state: PassState): void;
  /** From the gradient of the output to that of the input, unless nobody wants it. */
  backward(state: PassState): void;
}
