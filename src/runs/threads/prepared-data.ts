/** Split and statistics of a data set, which all trainings of a trial share. */
import { type PreparedData, trainingData } from '../../data/training-data.ts';
import { dataOrder } from '../../engine/data-order.ts';
import type { EvaluateInput } from '../../engine/engine.ts';
import { productOf } from '../../shared/network/shapes.ts';
import type { EvaluateSpec } from '../../shared/specs/evaluate-work.ts';
import type { GradientInput, GradientsSpec } from '../../shared/specs/gradients.ts';
import type { Dataset, Samples } from '../../shared/specs/samples.ts';
import type { TrainSpec } from '../../shared/specs/training.ts';

/** The part of a spec that says which data it reads. */
type DataSpec = Pick<TrainSpec, 'dataset' | 'splitSeed' | 'validationSize' | 'normalization'>;

function named(datasets: readonly Dataset[], { dataset }: DataSpec): Dataset {
  const found = datasets.find(({ fingerprint }) => fingerprint === dataset.fingerprint);
  if (!found) throw new Error(`The data set ${dataset.fingerprint} is not loaded.`);
  return found;
}

/** Remembers the last one: a thread often trains the same trial again. */
export function preparedData(datasets: readonly Dataset[]): (spec: DataSpec) => PreparedData {
  let known: { readonly key: string; readonly data: PreparedData } | null = null;
  return (spec) => {
    const { splitSeed, validationSize, normalization, dataset } = spec;
    const key = JSON.stringify({ splitSeed, validationSize, normalization, dataset });
    if (known?.key !== key) known = { key, data: trainingData(named(datasets, spec), spec) };
    return known.data;
  };
}

/** The samples of an evaluation, part by part. */
type EvaluationSamples = Pick<EvaluateInput, 'mean' | 'standardDeviation'> & { readonly parts: readonly Samples[] };

export function evaluationSamples({ part }: Pick<EvaluateSpec, 'part'>, data: PreparedData): EvaluationSamples {
  const { test, pool, validationIndices, mean, standardDeviation } = data;
  return { mean, standardDeviation, parts: part === 'test' ? [test] : [picked(pool, validationIndices), test] };
}

/** The samples that a gradient looks at. */
type GradientSamples = Pick<EvaluateInput, 'samples' | 'mean' | 'standardDeviation'>;

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
