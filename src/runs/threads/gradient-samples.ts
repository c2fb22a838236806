/** The samples that a gradient looks at. */
import { dataOrder } from '../../engine/data-order.ts';
import type { EvaluateInput } from '../../engine/engine.ts';
import type { PreparedData } from '../../data/training-data.ts';
import type { GradientInput, GradientsSpec } from '../../shared/specs/gradients.ts';
import { productOf } from '../../shared/network/shapes.ts';
import type { Samples } from '../../shared/specs/samples.ts';
import type { DataSpec } from './prepared-data.ts';

export type GradientSamples = Pick<EvaluateInput, 'samples' | 'mean' | 'standardDeviation'>;

function ones({ network }: GradientsSpec): GradientSamples {
  const { inputShape } = network;
  const values = new Float32Array(productOf(inputShape)).fill(1);
  return { samples: { count: 1, sampleShape: inputShape, values, labels: new Uint8Array(1) }, mean: [0], standardDeviation: [1] };
}

/** Copies of the samples with these indices, in their order. */
function picked({ sampleShape, values, labels, count }: Samples, indices: Uint32Array): Samples {
  const features = values.length / count;
  const rows = values instanceof Uint8Array ? new Uint8Array(indices.length * features) : new Float32Array(indices.length * features);
  indices.forEach((index, place) => rows.set(values.subarray(index * features, (index + 1) * features), place * features));
  return { count: indices.length, sampleShape, values: rows, labels: Uint16Array.from(indices, (index) => labels[index] ?? 0) };
}

/** The first that a training of the trial would see. */
function first(input: Extract<GradientInput, { kind: 'training' }>, data: PreparedData): GradientSamples {
  const { pool, trainingIndices, mean, standardDeviation } = data;
  const indices = dataOrder(input.dataOrderSeed, trainingIndices, input.count).batch(1);
  return { samples: picked(pool, indices), mean, standardDeviation };
}

export const gradientSamples = (spec: GradientsSpec, dataFor: (spec: DataSpec) => PreparedData): GradientSamples =>
  spec.input.kind === 'ones' ? ones(spec) : first(spec.input, dataFor(spec.input));
