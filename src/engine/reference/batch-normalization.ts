import type { BatchNormalizationLayer } from '../../shared/network/network.ts';
import { productOf } from '../../shared/network/shapes.ts';
import { type Batch, type Mode, type Run, zerosOf } from './run.ts';
import { add, type Parameters, tensorOf } from './tensors.ts';

/** All values of one channel: sample and index. */
function valuesOf(
  { inputShape }: BatchNormalizationLayer,
  input: Batch,
  channel: number,
): { sample: number; index: number; value: number }[] {
  const area = productOf(inputShape.slice(1));
  return input.flatMap((x, sample) =>
    [...x.subarray(channel * area, (channel + 1) * area)].map((value, place) => ({ sample, index: channel * area + place, value })),
  );
}

interface Moments {
  readonly mean: number;
  readonly variance: number;
}

function momentsOf(values: readonly { readonly value: number }[]): Moments {
  const mean = values.reduce((sum, { value }) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, { value }) => sum + (value - mean) * (value - mean), 0) / values.length };
}

function follow(layer: BatchNormalizationLayer, parameters: Parameters, channel: number, { mean, variance }: Moments, count: number): void {
  const update = (name: string, value: number): void => {
    const running = tensorOf(parameters, `${layer.name}.${name}`);
    running[channel] = (1 - layer.momentum) * (running[channel] ?? 0) + layer.momentum * value;
  };
  update('running_mean', mean);
  update('running_var', count > 1 ? (variance * count) / (count - 1) : variance);
}

/** In training the batch's own moments normalise, and the running ones follow them (in `parameters`). */
export function runBatchNormalization(layer: BatchNormalizationLayer, parameters: Parameters, input: Batch, mode: Mode): Run {
  const tensor = (name: string): Float64Array => tensorOf(parameters, `${layer.name}.${name}`);
  const [scale, shift] = [tensor('weight'), tensor('bias')];
  const output = zerosOf(input);
  const channels = [...scale].map((gamma, channel) => {
    const values = valuesOf(layer, input, channel);
    const running = { mean: tensor('running_mean')[channel] ?? 0, variance: tensor('running_var')[channel] ?? 1 };
    const moments = mode ? momentsOf(values) : running;
    if (mode) follow(layer, parameters, channel, moments, values.length);
    const inverse = 1 / Math.sqrt(moments.variance + layer.epsilon);
    const normal = values.map((one) => ({ ...one, value: (one.value - moments.mean) * inverse }));
    for (const { sample, index, value } of normal) add(output[sample] ?? scale, index, gamma * value + (shift[channel] ?? 0));
    return { gamma, inverse, normal };
  });
  return {
    output,
    backward(gradient, gradients) {
      const dx = zerosOf(input);
      channels.forEach(({ gamma, inverse, normal }, channel) => {
        const dy = normal.map(({ sample, index }) => gradient[sample]?.[index] ?? 0);
        const [sum, product] = [dy.reduce((a, d) => a + d, 0), dy.reduce((a, d, n) => a + d * (normal[n]?.value ?? 0), 0)];
        add(tensorOf(gradients, `${layer.name}.bias`), channel, sum);
        add(tensorOf(gradients, `${layer.name}.weight`), channel, product);
        normal.forEach(({ sample, index, value }, n) => {
          const centred = mode ? (dy[n] ?? 0) - (sum + value * product) / normal.length : (dy[n] ?? 0);
          add(dx[sample] ?? scale, index, gamma * inverse * centred);
        });
      });
      return dx;
    },
  };
}
