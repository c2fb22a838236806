import type { AveragePoolLayer, GlobalAveragePoolLayer, MaxPoolLayer } from '../../shared/network/network.ts';
import { type Batch, type Run, zerosOf } from './run.ts';
import { add } from './tensors.ts';

/** Indices of each output's window, row by row. */
function windowsOf({ inputShape, outputShape, kernelSize, stride }: MaxPoolLayer | AveragePoolLayer): number[][] {
  const [, height, width] = inputShape;
  const [channels, rows, columns] = outputShape;
  const [high, wide] = kernelSize;
  return Array.from({ length: channels * rows * columns }, (_, index) => {
    const [q, r, c] = [index % columns, Math.floor(index / columns) % rows, Math.floor(index / columns / rows)];
    return Array.from(
      { length: high * wide },
      (_unused, place) => (c * height + r * stride + Math.floor(place / wide)) * width + q * stride + (place % wide),
    );
  });
}

/** The first of the largest takes the gradient. */
export function runMaxPool(layer: MaxPoolLayer, input: Batch): Run {
  const windows = windowsOf(layer);
  const chosen = input.map((x) =>
    windows.map((window) => window.reduce((best, index) => ((x[index] ?? 0) > (x[best] ?? 0) ? index : best))),
  );
  return {
    output: input.map((x, sample) => Float64Array.from(chosen[sample] ?? [], (index) => x[index] ?? 0)),
    backward(gradient) {
      const dx = zerosOf(input);
      gradient.forEach((dy, sample) => {
        dy.forEach((d, o) => {
          add(dx[sample] ?? dy, chosen[sample]?.[o] ?? 0, d);
        });
      });
      return dx;
    },
  };
}

/** Means over windows of any form. */
function runMeans(windows: readonly (readonly number[])[], input: Batch): Run {
  return {
    output: input.map((x) =>
      Float64Array.from(windows, (window) => window.reduce((sum, index) => sum + (x[index] ?? 0), 0) / window.length),
    ),
    backward(gradient) {
      const dx = zerosOf(input);
      gradient.forEach((dy, sample) => {
        dy.forEach((d, o) =>
          windows[o]?.forEach((index) => {
            add(dx[sample] ?? dy, index, d / (windows[o]?.length ?? 1));
          }),
        );
      });
      return dx;
    },
  };
}

export const runAveragePool = (layer: AveragePoolLayer, input: Batch): Run => runMeans(windowsOf(layer), input);

export function runGlobalAveragePool({ inputShape: [channels, height, width] }: GlobalAveragePoolLayer, input: Batch): Run {
  const area = height * width;
  return runMeans(
    Array.from({ length: channels }, (_, c) => Array.from({ length: area }, (_unused, place) => c * area + place)),
    input,
  );
}
