import type { BatchNormalizationLayer } from '../../shared/network/network.ts';
import { productOf } from '../../shared/network/shapes.ts';
import { type Batch, type Mode, type Run, zerosOf } from './run.ts';
import { add, type Parameters, tensorOf } from './tensors.ts';

interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/** A channel's part of every sample. */
function channelOf(batch: Batch, channel: number, area: number): Batch {
  return batch.map((values) => values.subarray(channel * area, (channel + 1) * area));
}

/** Sum over all places of a channel, in order of samples. */
function sumOf(batch: Batch, term: (value: number, sample: number, place: number) => number): number {
  let sum = 0;
  batch.forEach((values, sample) => {
    for (let place = 0; place < values.length; place++) sum += term(values[place] ?? 0, sample, place);
  });
  return sum;
}

function momentsOf(values: Batch, count: number): Moments {
  const mean = sumOf(values, (value) => value) / count;
  return { mean, variance: sumOf(values, (value) => (value - mean) * (value - mean)) / count };
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
  const area = productOf(layer.inputShape.slice(1));
  const count = input.length * area;
  const [output, normal] = [zerosOf(input), zerosOf(input)];
  const inverses = scale.map((gamma, channel) => {
    const values = channelOf(input, channel, area);
    const running = { mean: tensor('running_mean')[channel] ?? 0, variance: tensor('running_var')[channel] ?? 1 };
    const moments = mode ? momentsOf(values, count) : running;
    if (mode) follow(layer, parameters, channel, moments, count);
    const inverse = 1 / Math.sqrt(moments.variance + layer.epsilon);
    const [normals, outputs] = [channelOf(normal, channel, area), channelOf(output, channel, area)];
    values.forEach((own, sample) => {
      own.forEach((value, place) => add(normals[sample] ?? own, place, (value - moments.mean) * inverse));
      normals[sample]?.forEach((value, place) => add(outputs[sample] ?? own, place, gamma * value + (shift[channel] ?? 0)));
    });
    return inverse;
  });
  return {
    output,
    backward(gradient, gradients) {
      const dx = zerosOf(input);
      inverses.forEach((inverse, channel) => {
        const [dy, normals, own] = [gradient, normal, dx].map((batch) => channelOf(batch, channel, area)) as [Batch, Batch, Batch];
        const sum = sumOf(dy, (d) => d);
        const product = sumOf(dy, (d, sample, place) => d * (normals[sample]?.[place] ?? 0));
        add(tensorOf(gradients, `${layer.name}.bias`), channel, sum);
        add(tensorOf(gradients, `${layer.name}.weight`), channel, product);
        const factor = (scale[channel] ?? 0) * inverse;
        dy.forEach((values, sample) => {
          values.forEach((d, place) => {
            const centred = mode ? d - (sum + (normals[sample]?.[place] ?? 0) * product) / count : d;
            add(own[sample] ?? values, place, factor * centred);
          });
        });
      });
      return dx;
    },
  };
}
