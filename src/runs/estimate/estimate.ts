/** How much an experiment is, before it runs. */
import { freemem } from 'node:os';
import { epochEnds } from '../../lottery/plan/epoch-ends.ts';
import { plannedPlaces } from '../../lottery/plan/planned.ts';
import { layersOf } from '../../shared/config/networks/layers-of.ts';
import { resolveLayers } from '../../shared/config/networks/resolve-layers.ts';
import { isModel } from '../../shared/config/schema/network-schema.ts';
import { usesTfjs } from '../../shared/config/schema/uses-tfjs.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import type { Network } from '../../shared/network/network.ts';
import type { RunSize } from '../../shared/channel/runner-protocol.ts';
import { networkSize } from '../../shared/network/network-size.ts';
import type { Dataset } from '../../shared/specs/samples.ts';
import { diskBytes } from './disk-bytes.ts';
import { poolSize, threadMemoryBytes } from '../threads/pool-size.ts';
import type { PastTraining } from './past-trainings.ts';
import { roundDensities } from './round-densities.ts';
import { standIn } from './stand-in.ts';
import { trainingSeconds } from './training-seconds.ts';

const engineOf = (config: Config): 'wasm' | 'tfjs' => (usesTfjs(config) ? 'tfjs' : 'wasm');

/** A model that nobody has read yet is taken to be like LeNet-300-100. */
function networkOf({ network }: Config, { train, classes }: Dataset): Network {
  const inputShape = train.sampleShape;
  return { inputShape, classes, layers: resolveLayers(layersOf(isModel(network) ? 'lenet-300-100' : network), inputShape) };
}

/** How many times longer than the model says this machine's trainings took: of networks of this size, else of any; null without a past. */
function slowness(past: readonly PastTraining[], weights: number): number | null {
  const alike = past.filter((training) => training.weights === weights);
  const used = alike.length > 0 ? alike : past;
  const expected = used.reduce((sum, training) => sum + training.expected, 0);
  return expected > 0 ? used.reduce((sum, { seconds }) => sum + seconds, 0) / expected : null;
}

/** All trainings over all workers, but no less than one trial's tickets take, which wait for each other. */
function modelSeconds(config: Config, network: Network, images: { train: number; test: number }, workers: number): number {
  const ofRound = roundDensities(network, config.pruning).map((densities) =>
    trainingSeconds({ network, budget: config.training, images, densities, engine: engineOf(config) }),
  );
  const places = plannedPlaces(config);
  const secondsOf = (some: typeof places): number => some.reduce((sum, { round }) => sum + (ofRound[round] ?? 0), 0);
  const inARow = places.filter(({ trial, series }) => trial === 1 && series === 'ticket');
  return Math.max(secondsOf(places) / workers, secondsOf(inARow));
}

/**
 * As if no training were there yet.
 * @param workers null: one a core.
 * @param dataset By default one of the size that its name says; an unknown one is taken to be as large as MNIST.
 * @param network By default what the config says.
 */
export function estimate(
  config: Config,
  workers: number | null,
  past: readonly PastTraining[],
  dataset: Dataset = standIn(config),
  network: Network = networkOf(config, dataset),
): RunSize {
  const { weights } = networkSize(network);
  const trainings = plannedPlaces(config).length;
  const needs = { workers, network, datasets: [dataset], training: config.training, trainings, engine: engineOf(config) };
  const threads = poolSize(needs, freemem());
  const factor = slowness(
    past.filter(({ engine = 'wasm' }) => engine === engineOf(config)),
    weights,
  );
  const seconds = modelSeconds(config, network, { train: dataset.train.count, test: dataset.test.count }, threads);
  return {
    ...{ trainings, seconds: seconds * (factor ?? 1), measured: factor !== null },
    diskBytes: diskBytes(config, weights, epochEnds(dataset.train.count - config.training.validationSize, config.training).length),
    ...{ workers: threads, workerMemoryBytes: threadMemoryBytes(needs) },
  };
}
