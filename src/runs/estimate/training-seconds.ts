import { pruningTargets } from '../../lottery/plan/targets.ts';
import type { PruningConfig } from '../../shared/config/schema/pruning-schema.ts';
import { allLayers, type Network } from '../../shared/network/network.ts';
import { prunableOf } from '../../shared/network/parameters.ts';
import { outputShapeOf, productOf } from '../../shared/network/shapes.ts';
import type { EngineIdentity, TrainSpec } from '../../shared/specs/training.ts';

// How long one sample's forward pass takes: a model with few constants, calibrated by bench/estimate-constants.ts.

/**
 * Multiplications a second of one core (AMD EPYC, Zen 4, both cores busy). Fully connected layers skip inputs that are 0, which is why they
 * do more; survivors alone are sought one by one.
 */
const dense = { convolution: 22e9, dense: 30e9, output: 30e9 };
const survivors = 9.5e9;
/** Seconds for each value that an image layer gives (a third of forward and backward together): activation, pool, normalisation, halo. */
const secondsOfValue = 0.75e-9;

/** By name of weight tensor, 0..1. */
export type Densities = ReadonlyMap<string, number>;

/** @param densities What remains of each layer's weights; absent: all. */
export function forwardSeconds(network: Pick<Network, 'layers'>, densities: Densities): number {
  const layers = allLayers(network.layers);
  const shapes = new Map(layers.map((layer) => [layer.name, outputShapeOf(layer)]));
  const values = [...shapes.values()].reduce((sum, shape) => sum + (shape.length === 3 ? productOf(shape) : 0), 0);
  const products = prunableOf(network).map(({ name, layer, shape, role }) => {
    const all = productOf(shape) * productOf((shapes.get(layer) ?? []).slice(1));
    return Math.min(all / dense[role ?? 'dense'], (all * (densities.get(name) ?? 1)) / survivors);
  });
  return values * secondsOfValue + products.reduce((sum, seconds) => sum + seconds, 0);
}

/** Remaining fraction of each layer's weights in rounds 0, 1, ...; the same for all layers that are pruned together. */
export function roundDensities(network: Network, pruning: Omit<PruningConfig, 'criterion'>): readonly Densities[] {
  const sizes = new Map(prunableOf(network).map(({ name, shape }) => [name, productOf(shape)]));
  const later = pruningTargets(network, pruning).map((target) => {
    const densities = target.map(({ names, kept }) => {
      const all = names.reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
      return names.map((name) => [name, all > 0 ? kept / all : 1] as const);
    });
    return new Map(densities.flat());
  });
  return [new Map(), ...later];
}

type Budget = Pick<TrainSpec, 'batchSize' | 'iterations' | 'evaluateEvery' | 'validationSize' | 'trainingEvaluation'>;

interface PlannedTraining {
  readonly network: Pick<Network, 'layers'>;
  readonly budget: Budget;
  /** Sizes of the data set; validation is taken from the first. */
  readonly images: { readonly train: number; readonly test: number };
  readonly densities: Densities;
  readonly engine: EngineIdentity['engine'];
}

const secondsOfIteration = 2e-5;
/** TensorFlow.js against the embedded engine with all weights, none of which it ever leaves out. */
const tfjsFactor = 50;

/** Forward passes: the test set is taken to be evaluated each time. */
function evaluatedImages({ budget, images }: PlannedTraining): number {
  const { iterations, evaluateEvery, validationSize, trainingEvaluation } = budget;
  const times = Math.ceil(iterations / evaluateEvery);
  const ofTraining = { end: 1, every: times, never: 0 }[trainingEvaluation];
  return times * (validationSize + images.test) + ofTraining * (images.train - validationSize);
}

type Work = Pick<PlannedTraining, 'network' | 'densities' | 'engine'>;

const forwardOf = ({ network, densities, engine }: Work): number =>
  engine === 'tfjs' ? tfjsFactor * forwardSeconds(network, new Map()) : forwardSeconds(network, densities);

/** Seconds of an evaluation of so many images. */
export const evaluationSeconds = (work: Work, images: number): number => images * forwardOf(work);

/** Seconds of a training step; backward takes twice as long as forward. */
export const stepSeconds = (work: Work, batchSize: number): number => 3 * batchSize * forwardOf(work) + secondsOfIteration;

/** Seconds of one training on one core of the machine that the model was calibrated on. */
export function trainingSeconds(training: PlannedTraining): number {
  const { budget } = training;
  return budget.iterations * stepSeconds(training, budget.batchSize) + evaluatedImages(training) * forwardOf(training);
}
