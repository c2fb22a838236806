/** The steps of layers that have no parameters. */
import type { AveragePoolLayer, DropoutLayer, GlobalAveragePoolLayer, MaxPoolLayer } from '../../../shared/network/network.ts';
import type { Words } from '../../../shared/numbers/counter-random.ts';
import type { Kernels } from '../kernel-exports.ts';
import type { LayerCall, LayerProgram, Level } from '../layers/layer-program.ts';
import { type Geometry, rowBytes } from '../memory/geometry.ts';
import { gradientPixels, type Node, type PassState, pixelArguments, pixels, type Step, strideArguments, usedBytes } from './node.ts';

const noLists = { rows: 0, columns: 0, columnStride: 0, sampleStarts: 0, samplePairs: 0, featureStarts: 0, featurePairs: 0 };

/** A fully connected layer among others: between steps, features lie batch-last. */
export function denseStep(
  kernels: Kernels,
  program: LayerProgram,
  geometry: Geometry,
  input: Level,
  output: Level,
  isFirst: boolean,
): Step {
  const { rows, stride } = geometry;
  const call: LayerCall = { geometry, input, output, nonzeros: noLists };
  const toFirst = (units: number, last: number, first: number): void => {
    kernels.transpose(last, stride, units, rows, first, rowBytes(units));
  };
  const toLast = (units: number, first: number, last: number): void => {
    kernels.transpose(first, rowBytes(units), rows, units, last, stride);
  };
  const takesFirst = program.inputLayout === 'batch-first';
  const givesFirst = program.outputLayout === 'batch-first';
  return {
    forward() {
      if (takesFirst) toFirst(input.units, input.batchLast, input.batchFirst);
      program.forward(call);
      if (givesFirst) toLast(output.units, output.batchFirst, output.batchLast);
    },
    backward() {
      if (output.relu) kernels.clearWhereInactive(output.batchLast, output.gradientLast, output.units * stride);
      if (givesFirst) toFirst(output.units, output.gradientLast, output.gradientFirst);
      program.backward(call, !isFirst);
      if (!isFirst && takesFirst) toLast(input.units, input.gradientFirst, input.gradientLast);
    },
  };
}

type Pool = MaxPoolLayer | AveragePoolLayer | GlobalAveragePoolLayer;

interface Window {
  readonly height: number;
  readonly width: number;
  readonly stride: number;
  readonly rows: number;
  readonly columns: number;
}

function windowOf(layer: Pool): Window {
  if (layer.kind === 'global-average-pool') {
    const [, height, width] = layer.inputShape;
    return { height, width, stride: 1, rows: 1, columns: 1 };
  }
  const [height, width] = layer.kernelSize;
  return { height, width, stride: layer.stride, rows: layer.outputShape[1], columns: layer.outputShape[2] };
}

/** Channels, rows and columns of the output; the window and its stride; bytes from one channel and row to the next of both sides. */
type PoolArguments = [
  ...[channels: number, rows: number, columns: number],
  ...[height: number, width: number, stride: number],
  ...[xPlane: number, xRow: number, plane: number, row: number],
];

export function poolStep(kernels: Kernels, layer: Pool, input: Node, output: Node): Step {
  const { height, width, stride, rows, columns } = windowOf(layer);
  const [from, to] = [input.layout, output.layout];
  const shape: PoolArguments = [from.channels, rows, columns, height, width, stride, from.plane, from.row, to.plane, to.row];
  const isMax = layer.kind === 'max-pool';
  return {
    forward({ groups }) {
      const pool = isMax ? kernels.maxPool : kernels.averagePool;
      for (let g = 0; g < groups; g++) pool(pixels(input) + g * from.group, pixels(output) + g * to.group, ...shape);
    },
    backward({ groups }) {
      if (!input.gradient) return;
      kernels.clearArray(input.gradient, groups * from.group);
      for (let g = 0; g < groups; g++) {
        const [dx, dy] = [gradientPixels(input) + g * from.group, gradientPixels(output) + g * to.group];
        if (isMax) kernels.maxPoolGradient(pixels(input) + g * from.group, pixels(output) + g * to.group, dx, dy, ...shape);
        else kernels.averagePoolGradient(dx, dy, ...shape);
      }
    },
  };
}

export function flattenStep(kernels: Kernels, input: Node, output: Node, stride: number): Step {
  const images = pixelArguments(input.layout);
  return {
    forward({ groups }) {
      kernels.flatten(pixels(input), output.values, groups, ...images, stride);
    },
    backward({ groups }) {
      if (!input.gradient) return;
      kernels.unflatten(output.gradient, gradientPixels(input), groups, ...images, stride);
    },
  };
}

export function reluStep(kernels: Kernels, input: Node, output: Node, stride: number): Step {
  return {
    forward({ groups }) {
      kernels.relu(input.values, output.values, usedBytes(input, groups, stride));
    },
    backward({ groups }) {
      if (!input.gradient) return;
      const bytes = usedBytes(input, groups, stride);
      if (input.gradient !== output.gradient) kernels.copyArray(output.gradient, input.gradient, bytes);
      kernels.clearWhereInactive(output.values, input.gradient, bytes);
    },
  };
}

export function dropoutStep(kernels: Kernels, { rate }: DropoutLayer, key: Words, input: Node, output: Node, stride: number): Step {
  const [from, to] = [input.layout, output.layout];
  const images = [...pixelArguments(from), ...strideArguments(to)] as const;
  const threshold = Math.ceil(rate * 4294967296);
  const drop = (values: number, out: number, groups: number, iteration: number): void => {
    kernels.dropout(values + from.inset, out + to.inset, groups, ...images, ...key, iteration, threshold, 1 / (1 - rate));
  };
  return {
    forward({ groups, iteration }) {
      if (iteration === null) kernels.copyArray(input.values, output.values, usedBytes(input, groups, stride));
      else drop(input.values, output.values, groups, iteration);
    },
    backward({ groups, iteration }) {
      if (!input.gradient) return;
      if (iteration === null) kernels.copyArray(output.gradient, input.gradient, usedBytes(input, groups, stride));
      else drop(output.gradient, input.gradient, groups, iteration);
    },
  };
}

/** At the end of a block: the way's output and the shortcut's, added; both get the whole gradient. */
export function addStep(kernels: Kernels, way: Node, shortcut: Node, output: Node, stride: number): Step {
  return {
    forward({ groups }) {
      kernels.addArrays(way.values, shortcut.values, output.values, usedBytes(output, groups, stride));
    },
    backward({ groups }) {
      for (const branch of [way, shortcut])
        if (branch.gradient) kernels.copyArray(output.gradient, branch.gradient, usedBytes(output, groups, stride));
    },
  };
}

/** At the start of a block: the input's gradient is the sum of the way's, already there, and the shortcut's. */
export function forkStep(kernels: Kernels, input: Node, shortcut: Node, stride: number): Step {
  return {
    forward() {
      // Both branches read the same values.
    },
    backward({ groups }: PassState) {
      if (input.gradient) kernels.addArrays(input.gradient, shortcut.gradient, input.gradient, usedBytes(input, groups, stride));
    },
  };
}
