/** The kernels of one filter of a convolution, a page of them: what the panel draws as small images. */

export interface Kernel {
  /** Counted from 0. */
  readonly channel: number;
  /** Row by row, 1 where the weight remains and 0 where it is pruned. */
  readonly kept: readonly number[];
  /** Row by row; what stood at a pruned place too. */
  readonly initial: readonly number[];
  readonly trained: readonly number[] | null;
}

export interface FilterKernels {
  readonly layer: string;
  /** Counted from 0, of `filters`. */
  readonly filter: number;
  readonly filters: number;
  readonly channels: number;
  /** `[height, width]` */
  readonly size: readonly [number, number];
  /** In the order of their channels, at most `kernelsPerPage`. */
  readonly kernels: readonly Kernel[];
  /** The largest |weight| of the layer's survivors: the same scale for all its filters; trained is null before it is trained. */
  readonly largest: { readonly initial: number; readonly trained: number | null };
}

/** Which kernels are asked for. */
export interface FilterPlace {
  readonly layer: string;
  readonly filter: number;
  readonly firstChannel: number;
}

const mostKernels = 16;
const mostWeights = 2048;

/** How many kernels are sent and drawn at once: 16, fewer where kernels are larger than 11 x 11. */
export function kernelsPerPage([height, width]: readonly [number, number]): number {
  return Math.max(1, Math.min(mostKernels, Math.floor(mostWeights / (height * width))));
}
