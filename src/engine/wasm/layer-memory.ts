/** Upper bounds of what parts of a network take in a worker's memory. */
import type { Geometry } from './geometry.ts';
import { roundUp, rowBytes } from './geometry.ts';

/** Every array starts on a cache line. */
export const slack = 64 * 64;

/**
 * Values, gradient, two optimiser slots, mask, transposed copy and lists of a fully connected layer on the dense path (the sparse path takes
 * less), and its indices in JavaScript.
 */
export function denseLayerBytes(inputs: number, outputs: number, batch: number): number {
  return (
    5 * inputs * rowBytes(outputs) +
    roundUp(outputs, 8) * rowBytes(inputs) +
    4 * rowBytes(outputs) +
    8 * inputs * outputs +
    12 * (inputs + outputs) +
    8 * batch * Math.max(inputs, outputs) +
    4 * Math.max(batch, inputs) +
    slack
  );
}

/** Values and gradients of a level of units in both layouts. */
export function levelBytes(units: number, { rows, stride }: Geometry): number {
  return 2 * (rows * rowBytes(units) + roundUp(units, 4) * stride);
}
