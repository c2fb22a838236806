/** How much an experiment is, before it runs. */
import { freemem } from 'node:os';
import { epochEnds, epochSnapshots } from '../../lottery/plan/epochs.ts';
import { plannedPlaces } from '../../lottery/plan/planned.ts';
import { plannedTrainings, roundCount } from '../../shared/config/facts/planned-trainings.ts';
import type { RunSize } from '../../shared/channel/runner-protocol.ts';
import { layersOf } from '../../shared/config/networks/layer-names.ts';
import { resolveLayers } from '../../shared/config/networks/resolve-layers.ts';
import { builtInData } from '../../shared/config/facts/known-data.ts';
import { isModel } from '../../shared/config/schema/network-schema.ts';
import { type Config, usesTfjs } from '../../shared/config/schema/schema.ts';
import type { Network } from '../../shared/network/network.ts';
import { networkSize } from '../../shared/network/parameters.ts';
import type { Dataset, Samples } from '../../shared/specs/samples.ts';
import { poolSize, threadMemoryBytes } from '../threads/pool-size.ts';
import { modelSeconds } from './model-seconds.ts';
import type { PastTraining } from './past-trainings.ts';

// How much an experiment writes.

/** All six numbers in evaluations.jsonl and again in training.json. */
const bytesOfEvaluation = 440;
/** Its spec, its part of experiment.json, the heads of its tensors. */
const bytesOfTraining = 4000;
const bytesOfNumber = 4;
/** Initial and trained weights as F32 and a byte of mask. */
const bytesOfWeight = 2 * bytesOfNumber + 1;

/**
 * Upper estimate of what the store grows by if nothing is there yet.
 * @param weights Of the dense network, those that can be pruned.
 * @param epochs Of a training: weights of each are kept where masks are drawn early.
 */
export function diskBytes(config: Config, weights: number, epochs: number): number {
  const tickets = config.trials * (roundCount(config.pruning) + 1);
  const evaluations = Math.ceil(config.training.iterations / config.training.evaluateEvery);
  const tensors = (tickets * bytesOfWeight + epochSnapshots(config, epochs) * bytesOfNumber) * weights;
  return tensors + plannedTrainings(config) * (evaluations * bytesOfEvaluation + bytesOfTraining);
}

/** Node.js, the program, and room that the garbage collector takes: measured with one worker, on Node 20. */
const programBytes = 200e6;
/** The names and numbers of a training in the record, in the progress, and in the document that is sent. */
const bytesOfTrainingHeld = 6000;

const bytesOfSamples = ({ values, labels }: Samples): number => values.byteLength + labels.byteLength;

/** The most that a run takes; its threads share the data set. */
function memoryBytes({ train, test }: Dataset, trainings: number, workers: number, workerBytes: number): number {
  return programBytes + bytesOfSamples(train) + bytesOfSamples(test) + workers * workerBytes + trainings * bytesOfTrainingHeld;
}

/** Fraction of MNIST's bytes that are 0; the engine looks at the first samples. */
const zeros = 0.81;
const lookedAt = 1000;
const testImages = 10_000;
/** Unknown data are taken to be like MNIST. */
const like = { trainImages: 60_000, classes: 10, sampleShape: [1, 28, 28] };

/** Nothing but their size is right. Memory that is never touched costs nothing. */
function samples(count: number, sampleShape: readonly number[]): Samples {
  const features = sampleShape.reduce((product, side) => product * side, 1);
  const values = new Uint8Array(count * features).fill(1, 0, Math.floor((1 - zeros) * features * Math.min(lookedAt, count)));
  return { count, sampleShape, values, labels: new Uint8Array(0) };
}

/** A data set as large as the config's, before that one is read. */
export function standIn({ dataset }: Pick<Config, 'dataset'>): Dataset {
  const { trainImages, classes, sampleShape = like.sampleShape } = builtInData(dataset) ?? like;
  return { name: '', train: samples(trainImages, sampleShape), test: samples(testImages, sampleShape), classes, fingerprint: '' };
}

const engineOf = (config: Config): 'wasm' | 'tfjs' => (usesTfjs(config) ? 'tfjs' : 'wasm');

/** A model that nobody has read yet is taken to be like LeNet-300-100. */
function networkOf({ network }: Config, { train, classes }: Dataset): Network {
  const inputShape = train.sampleShape;
  return { inputShape, classes, layers: resolveLayers(layersOf(isModel(network) ? 'lenet-300-100' : network), inputShape) };
}

/** Which layers a model has is known when it is read: where another network stands in for it, rates by a layer's name are left out. */
function withoutLayerNames({ pruning, ...config }: Config): Config {
  const { dense, output, convolution, global } = pruning.rates;
  return { ...config, pruning: { ...pruning, rates: { dense, output, convolution, ...(global !== undefined && { global }) } } };
}

/** How many times longer than the model says this machine's trainings took: of networks of this size, else of any; null without a past. */
function slowness(past: readonly PastTraining[], weights: number): number | null {
  const alike = past.filter((training) => training.weights === weights);
  const used = alike.length > 0 ? alike : past;
  const expected = used.reduce((sum, training) => sum + training.expected, 0);
  return expected > 0 ? used.reduce((sum, { seconds }) => sum + seconds, 0) / expected : null;
}

/** What is left of a run of which so many trainings are finished: each is taken to be as long as any other. */
export function leftOf(size: RunSize, stored: number): RunSize {
  const open = (size.trainings - stored) / size.trainings;
  const { leastSeconds: least } = size;
  return { ...size, stored, seconds: size.seconds * open, ...(least !== undefined && { leastSeconds: least * open }) };
}

/**
 * As if no training were there yet.
 * @param workers null: one a core.
 * @param dataset By default one of the size that its name says; an unknown one is taken to be as large as MNIST.
 * @param read The network of a model; by default what the config says.
 */
export function estimate(
  given: Config,
  workers: number | null,
  past: readonly PastTraining[],
  dataset: Dataset = standIn(given),
  read?: Network,
): RunSize {
  const network = read ?? networkOf(given, dataset);
  const config = read || !isModel(given.network) ? given : withoutLayerNames(given);
  const { weights } = networkSize(network);
  const trainings = plannedPlaces(config).length;
  const needs = { workers, network, datasets: [dataset], training: config.training, trainings, engine: engineOf(config) };
  const [threads, workerBytes] = [poolSize(needs, freemem()), threadMemoryBytes(needs)];
  const factor = slowness(
    past.filter(({ engine = 'wasm' }) => engine === engineOf(config)),
    weights,
  );
  const images = { train: dataset.train.count, test: dataset.test.count };
  const { seconds, least } = modelSeconds({ config, network, images, workers: threads, engine: engineOf(config) });
  return {
    ...{ trainings, seconds: seconds * (factor ?? 1), measured: factor !== null },
    ...(least !== undefined && { leastSeconds: least * (factor ?? 1) }),
    diskBytes: diskBytes(config, weights, epochEnds(dataset.train.count - config.training.validationSize, config.training).length),
    ...{ workers: threads, workerMemoryBytes: workerBytes, memoryBytes: memoryBytes(dataset, trainings, threads, workerBytes) },
  };
}
