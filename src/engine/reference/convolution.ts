import { paddingBefore } from '../../shared/network/layers.ts';
import { biasName, type ConvolutionLayer, weightName } from '../../shared/network/network.ts';
import type { Batch, Run } from './run.ts';
import { add, type Parameters, tensorOf } from './tensors.ts';

/** Products along a row of one sample's output: output[from + n] += weight * input[start + n * stride], n < count. */
type UseRow = (from: number, weight: number, start: number, count: number) => void;

/** Calls `use` with the indices of every row of products; places outside the image are left out. */
function forEachRow(layer: ConvolutionLayer, use: UseRow): void {
  const { stride } = layer;
  const [channels, height, width] = layer.inputShape;
  const [filters, rows, columns] = layer.outputShape;
  const [kernelHeight, kernelWidth] = layer.kernelSize;
  const [top, left] = paddingBefore(layer);
  for (let o = 0; o < filters; o++)
    for (let c = 0; c < channels; c++)
      for (let ky = 0; ky < kernelHeight; ky++)
        for (let kx = 0; kx < kernelWidth; kx++) {
          const weight = ((o * channels + c) * kernelHeight + ky) * kernelWidth + kx;
          const first = Math.max(0, Math.ceil((left - kx) / stride));
          const last = Math.min(columns - 1, Math.floor((width - 1 + left - kx) / stride));
          for (let r = 0; r < rows; r++) {
            const y = r * stride + ky - top;
            if (y < 0 || y >= height || last < first) continue;
            use((o * rows + r) * columns + first, weight, (c * height + y) * width + first * stride + kx - left, last - first + 1);
          }
        }
}

/** Cross-correlation with zeros around the image. */
export function runConvolution(layer: ConvolutionLayer, parameters: Parameters, input: Batch): Run {
  const w = tensorOf(parameters, weightName(layer));
  const area = layer.outputShape[1] * layer.outputShape[2];
  const output = input.map((x) => {
    const bias = layer.bias ? tensorOf(parameters, biasName(layer)) : new Float64Array(layer.outputShape[0]);
    const y = Float64Array.from({ length: bias.length * area }, (_, index) => bias[Math.floor(index / area)] ?? 0);
    forEachRow(layer, (from, weight, start, count) => {
      const factor = w[weight] ?? 0;
      for (let n = 0; n < count; n++) add(y, from + n, factor * (x[start + n * layer.stride] ?? 0));
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
        forEachRow(layer, (from, weight, start, count) => {
          const factor = w[weight] ?? 0;
          let sum = 0;
          for (let n = 0; n < count; n++) {
            const d = dy[from + n] ?? 0;
            sum += d * (x[start + n * layer.stride] ?? 0);
            add(dx, start + n * layer.stride, d * factor);
          }
          add(dw, weight, sum);
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
