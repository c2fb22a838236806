import type { Geometry } from '../memory/geometry.ts';
import { rowBytes } from '../memory/geometry.ts';
import type { Kernels } from '../kernel-exports.ts';
import type { LayerCall, LayerProgram, Level } from '../layers/layer-program.ts';
import type { Step } from './step.ts';

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
