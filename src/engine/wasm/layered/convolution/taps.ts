/** Where the weights of a convolution read: byte offsets for its kernels. */
import { paddingBefore } from '../../../../shared/network/layers.ts';
import type { ConvolutionLayer } from '../../../../shared/network/network.ts';
import type { ImageLayout } from '../node.ts';

const vector = 16;

/** Zeros that must lie around the input for the forward pass, and around the output for the gradient of the input. */
export function halosOf(layer: ConvolutionLayer): { input: number; output: number } {
  const before = paddingBefore(layer);
  const sides = [0, 1].map((axis) => {
    const [length = 0, out = 0] = [layer.inputShape[axis + 1], layer.outputShape[axis + 1]];
    const [kernel = 1, pad = 0] = [layer.kernelSize[axis], before[axis]];
    const after = (out - 1) * layer.stride + kernel - pad - length;
    const above = Math.ceil((kernel - 1 - pad) / layer.stride);
    const below = Math.floor((length - 1 + pad) / layer.stride) - (out - 1);
    return { input: Math.max(pad, after), output: Math.max(above, below) };
  });
  return { input: Math.max(0, ...sides.map((side) => side.input)), output: Math.max(0, ...sides.map((side) => side.output)) };
}

/** Byte offsets of one filter's weights, from the input's pixel at the top left of the image (so they may be negative). */
export function forwardTaps(layer: ConvolutionLayer, input: ImageLayout): Int32Array {
  const [height, width] = layer.kernelSize;
  const [top, left] = paddingBefore(layer);
  return Int32Array.from({ length: layer.inputShape[0] * height * width }, (_, k) => {
    const [x, y, c] = [k % width, Math.floor(k / width) % height, Math.floor(k / width / height)];
    return c * input.plane + (y - top) * input.row + (x - left) * vector;
  });
}

/**
 * The gradient of the input, pixels with the same remainders by the stride at a time: they are fed by the same places of the kernel.
 * A pixel (row + stride * i, column + stride * j) reads output pixels (i, j) + offset.
 */
export interface Phase {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  /** Places of the kernel that take part, ascending, and where in the output's plane each reads, in bytes. */
  readonly kernelPlaces: readonly number[];
  readonly offsets: readonly number[];
}

function phase(layer: ConvolutionLayer, output: ImageLayout, row: number, column: number): Phase {
  const [height, width] = layer.kernelSize;
  const [top, left] = paddingBefore(layer);
  const { stride, inputShape } = layer;
  const all = Array.from({ length: height * width }, (_, place) => {
    const [y, x] = [row + top - Math.floor(place / width), column + left - (place % width)];
    return { place, y, x };
  });
  const own = all.filter(({ y, x }) => y % stride === 0 && x % stride === 0);
  return {
    row,
    column,
    rows: Math.ceil((inputShape[1] - row) / stride),
    columns: Math.ceil((inputShape[2] - column) / stride),
    kernelPlaces: own.map(({ place }) => place),
    offsets: own.map(({ y, x }) => (y / stride) * output.row + (x / stride) * vector),
  };
}

export function phasesOf(layer: ConvolutionLayer, output: ImageLayout): readonly Phase[] {
  const { stride, inputShape } = layer;
  const phases = Array.from({ length: stride * stride }, (_, n) => phase(layer, output, Math.floor(n / stride), n % stride));
  return phases.filter(({ row, column }) => row < inputShape[1] && column < inputShape[2]);
}
