/** The kernels of convolutions with their arguments by name: only numbers cross into WebAssembly, up to 17 of them. */
import type { Kernels } from '../../kernel-exports.ts';

/** One group of 4 images: what a convolution reads and writes. Addresses are those of first pixels, all else of the form is in bytes. */
export interface GroupPass {
  /** `[outputs]` */
  readonly bias: number;
  readonly x: number;
  readonly out: number;
  /** From one channel of the output to the next. */
  readonly plane: number;
  /** Pixels of the output. */
  readonly rows: number;
  readonly columns: number;
  /** From the input of one row, or pixel, of the output to that of the next; and from one row, or pixel, of the output to the next. */
  readonly xRow: number;
  readonly xStep: number;
  readonly outRow: number;
  readonly outStep: number;
  readonly relu: number;
}

/** `taps`: byte offsets of `count` places, the same for every output; `packed`: `[outputs / 4][count][4]`. */
export interface PackedFilters {
  readonly taps: number;
  readonly count: number;
  readonly packed: number;
  readonly outputs: number;
}

export function convolve(kernels: Kernels, { taps, count, packed, outputs }: PackedFilters, pass: GroupPass): void {
  const { bias, x, out, plane, rows, columns, xRow, xStep, outRow, outStep, relu } = pass;
  kernels.convolve(taps, count, packed, bias, x, out, outputs, plane, rows, columns, xRow, xStep, outRow, outStep, relu);
}

/** Survivors only: a byte offset and a value each; `starts`: `[blocks + 1][outputs]`, where those of a block of an output begin. */
export interface SurvivingFilters {
  readonly starts: number;
  readonly blocks: number;
  readonly taps: number;
  readonly values: number;
  readonly outputs: number;
}

export function sparseConvolve(kernels: Kernels, { starts, blocks, taps, values, outputs }: SurvivingFilters, pass: GroupPass): void {
  const { bias, x, out, plane, rows, columns, xRow, xStep, outRow, outStep, relu } = pass;
  const survivors = [starts, outputs * 4, blocks, taps, values] as const;
  kernels.sparseConvolve(...survivors, bias, x, out, outputs, plane, rows, columns, xRow, xStep, outRow, outStep, relu);
}

/** All groups of a batch: inputs and gradients of outputs, whose products are summed into the gradient of the weights. */
export interface GradientSums {
  readonly x: number;
  readonly dy: number;
  readonly groups: number;
  /** Bytes from one group to the next. */
  readonly xGroup: number;
  readonly dyGroup: number;
  readonly filters: number;
  /** The form of `dy`, as in a group's pass. */
  readonly plane: number;
  readonly rows: number;
  readonly columns: number;
  readonly xRow: number;
  readonly xStep: number;
  readonly dyRow: number;
}

type WeightGradientKernel = Kernels['convolutionGradient'] | Kernels['sparseConvolutionGradient'];

/** Into `gradient`. `places`: address of the taps and their number; or, of survivors, where each filter's begin and their taps. */
export function weightGradient(
  kernel: WeightGradientKernel,
  places: readonly [number, number],
  sums: GradientSums,
  gradient: number,
): void {
  const { x, dy, groups, xGroup, dyGroup, filters, plane, rows, columns, xRow, xStep, dyRow } = sums;
  kernel(...places, x, dy, groups, xGroup, dyGroup, filters, plane, rows, columns, xRow, xStep, dyRow, gradient);
}
