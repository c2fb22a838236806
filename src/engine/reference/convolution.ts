import { paddingBefore } from '../../shared/network/layers.ts';
import { biasName, type ConvolutionLayer, weightName } from '../../shared/network/network.ts';
import type { Batch, Run } from './run.ts';
import { add, type Parameters, tensorOf } from './tensors.ts';

/** Calls `use` with the indices of every product `output += weight * input` of one sample. */
function forEachProduct(layer: ConvolutionLayer, use: (output: number, weight: number, input: number) => void): void {
  const [channels, height, width] = layer.inputShape;
  const [filters, rows, columns] = layer.outputShape;
  const [kernelHeight, kernelWidth] = layer.kernelSize;
  const [top, left] = paddingBefore(layer);
  for (let o = 0; o < filters; o++)
    for (let r = 0; r < rows; r++)
      for (let q = 0; q < columns; q++)
        for (let c = 0; c < channels; c++)
          for (let ky = 0; ky < kernelHeight; ky++)
            for (let kx = 0; kx < kernelWidth; kx++) {
              const [y, x] = [r * layer.stride + ky - top, q * layer.stride + kx - left];
              if (y < 0 || x < 0 || y >= height || x >= width) continue;
              use((o * rows + r) * columns + q, ((o * channels + c) * kernelHeight + ky) * kernelWidth + kx, (c * height + y) * width + x);
            }
}

/** Cross-correlation with zeros around the image. */
export function runConvolution(layer: ConvolutionLayer, parameters: Parameters, input: Batch): Run {
  const w = tensorOf(parameters, weightName(layer));
  const area = layer.outputShape[1] * layer.outputShape[2];
  const output = input.map((x) => {
    const bias = layer.bias ? tensorOf(parameters, biasName(layer)) : new Float64Array(layer.outputShape[0]);
    const y = Float64Array.from({ length: bias.length * area }, (_, index) => bias[Math.floor(index / area)] ?? 0);
    forEachProduct(layer, (o, weight, i) => {
      add(y, o, (w[weight] ?? 0) * (x[i] ?? 0));
    });
    return y;
  });
  return {
    output,
    backward(gradient, gradients) {
      const dw = tensorOf(gradients, weightName(layer));
      return gradient.map((dy, sample) => {
        const x = input[sample] ?? new Float64Array(0);
        const dx = new Float64Array(x.length);
        forEachProduct(layer, (o, weight, i) => {
          add(dw, weight, (dy[o] ?? 0) * (x[i] ?? 0));
          add(dx, i, (dy[o] ?? 0) * (w[weight] ?? 0));
        });
        if (layer.bias)
          dy.forEach((d, index) => {
            add(tensorOf(gradients, biasName(layer)), Math.floor(index / area), d);
          });
        return dx;
      });
    },
  };
}
