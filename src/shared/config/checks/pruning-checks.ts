import { layerRoles } from '../../network/parameters.ts';
import { epochLength } from '../../specs/training.ts';
import { formatNumber } from '../../text/format.ts';
import { type JsonObject, valueAt } from '../../text/json-value.ts';
import { layersOf, weightLayers } from '../networks/layer-names.ts';
import { nearest } from '../reading/nearest.ts';
import { type Finding, mostFindings } from '../reading/problem.ts';
import type { KnownData } from '../schema/known-data.ts';
import type { LayerConfig } from '../schema/layer-schemas.ts';
import { isModel } from '../schema/network-schema.ts';
import { criterionFacts } from '../schema/pruning-schema.ts';
import type { Config } from '../schema/schema.ts';

const earlyBirdPath = ['pruning', 'earlyBird'] as const;

/** The masks of `window` epochs are compared: so many must fit into the training. */
function checkEpochs({ training }: Config, window: number, data: KnownData): readonly Finding[] {
  const epoch = epochLength(data.trainImages - training.validationSize, training.batchSize);
  // Too few images are another check's.
  if (epoch < 1 || training.iterations >= window * epoch) return [];
  const message =
    `earlyBird compares the masks of ${formatNumber(window)} epochs of ${formatNumber(epoch)} iterations: ` +
    `training.iterations must be at least ${formatNumber(window * epoch)}, not ${formatNumber(training.iterations)}.`;
  return [{ message, paths: [['training', 'iterations'], [...earlyBirdPath, 'window'], earlyBirdPath], at: 'value' }];
}

/** The line between two copies needs both of them whole. */
function checkStop({ pruning, instability }: Config): readonly Finding[] {
  if (!pruning.earlyBird?.stop || instability === undefined) return [];
  const message = 'instability compares whole trainings, and earlyBird.stop ends them early: leave out one of the two.';
  return [{ message, paths: [[...earlyBirdPath, 'stop'], ['instability']], at: 'key' }];
}

/** A mask settles in the course of a training: there must be enough of it, and the criterion must look at it. */
export function checkEarlyBird(config: Config, data: KnownData | undefined): readonly Finding[] {
  const { criterion, earlyBird } = config.pruning;
  if (!earlyBird) return [];
  if (criterionFacts[criterion].looksAtTraining)
    return [...(data ? checkEpochs(config, earlyBird.window, data) : []), ...checkStop(config)];
  const message = `earlyBird watches masks settle during training, and the criterion "${criterion}" does not look at trained weights.`;
  return [{ message, paths: [earlyBirdPath, ['pruning', 'criterion']], at: 'key' }];
}

const kinds: readonly string[] = layerRoles;

/** Every rate belongs to a kind of layer, to a layer that exists, or to all of them together. */
export function checkRateNames({ network, pruning }: Config): readonly Finding[] {
  if (isModel(network)) return [];
  const layers = weightLayers(network).map(({ name }) => name);
  const known = new Set([...kinds, 'global', ...layers]);
  const unknown = Object.keys(pruning.rates).filter((name) => !known.has(name));
  return unknown.slice(0, mostFindings).map((name) => {
    const near = nearest(name, [...layers, ...kinds]);
    const message = `The network has no layer "${name}"${near ? `; did you mean "${near}"?` : '.'} Layers: ${layers.join(', ')}. Kinds: ${kinds.join(', ')}.`;
    return { message, paths: [['pruning', 'rates', name], ['network']], at: 'key' };
  });
}

/** Some layer must be pruned, or every round would be the dense one. */
export function checkSomethingIsPruned({ network, pruning }: Config): readonly Finding[] {
  if (isModel(network)) return [];
  const layers = weightLayers(network);
  const globalRate = pruning.scope === 'global' ? pruning.rates.global : undefined;
  if (globalRate !== 0 && layers.some(({ name, role }) => (pruning.rates[name] ?? pruning.rates[role] ?? 0) > 0)) return [];
  const names = [...(globalRate === 0 ? ['global'] : []), ...kinds, ...layers.map(({ name }) => name)].filter(
    (name) => pruning.rates[name] === 0,
  );
  const message = 'With these rates nothing would ever be pruned: a rate is the share pruned in each round, for example 0.2.';
  const [first = 'output', ...others] = names;
  const pathOf = (name: string): readonly string[] => ['pruning', 'rates', name];
  return [{ message, paths: [pathOf(first), ...others.map(pathOf), ['network']], at: 'value' }];
}

const rates = ['pruning', 'rates'];
const scope = ['pruning', 'scope'];

/** One threshold over all layers has one rate; of a single layer it can only be said that it takes no part. */
function checkSingleRates(pruning: Config['pruning'], raw: JsonObject): readonly Finding[] {
  const own = Object.entries(pruning.rates).filter(([name, rate]) => name !== 'global' && rate !== pruning.rates.global && rate !== 0);
  const written = own.map(([name]) => [...rates, name]).filter((path) => valueAt(raw, path) !== undefined);
  const message =
    'With the scope "global" a layer takes part or, at the rate 0, does not: this rate only says that it does. The share pruned is rates.global.';
  return written.map((path) => ({ message, paths: [path, scope], at: 'value', severity: 'warning' }));
}

/** Rates mean what the scope makes of them. */
export function checkScope({ pruning }: Config, raw: JsonObject): readonly Finding[] {
  if (pruning.scope === 'global') return checkSingleRates(pruning, raw);
  if (pruning.rates.global === undefined) return [];
  const message = 'rates.global is the rate of the scope "global"; with the scope "layer" give the rates by kind of layer or by layer.';
  return [{ message, paths: [[...rates, 'global'], scope], at: 'key' }];
}

const sizesPath = ['pruning', 'sizes'] as const;

/** Sizes belong to one-shot pruning, and a later round never holds more than an earlier one. */
export function checkSizes({ pruning }: Config): readonly Finding[] {
  const { sizes, schedule } = pruning;
  if (!sizes) return [];
  if (schedule !== 'one-shot') {
    const message = 'sizes are those of the schedule "one-shot"; how much iterative rounds leave follows from rounds and rates.';
    return [{ message, paths: [sizesPath, ['pruning', 'schedule']], at: 'key' }];
  }
  const place = sizes.findIndex((size, index) => index > 0 && size >= (sizes[index - 1] ?? 1));
  if (place < 0) return [];
  const message = `Each size must be smaller than the one before: ${String(sizes[place])} follows ${String(sizes[place - 1])}.`;
  return [{ message, paths: [[...sizesPath, place], sizesPath], at: 'value' }];
}

/** Late rewinding leaves something to train: the training goes on after the iteration it rewinds to. */
export function checkRewind({ rewind, training }: Config): readonly Finding[] {
  if (typeof rewind === 'string' || rewind.iteration < training.iterations) return [];
  const message = `rewind.iteration must be below ${formatNumber(training.iterations)}, the iterations of a training, or nothing is left to train.`;
  return [{ message, paths: [['rewind', 'iteration'], ['rewind'], ['training', 'iterations']], at: 'value' }];
}

const criterionPath = ['pruning', 'criterion'];

function checkSamples({ pruning, training }: Config, data: KnownData | undefined): readonly Finding[] {
  const left = (data?.trainImages ?? Infinity) - training.validationSize;
  if (pruning.samples <= left) return [];
  const message = `samples must be at most ${formatNumber(left)}, the images that validation leaves.`;
  return [
    {
      message,
      paths: [
        ['pruning', 'samples'],
        ['training', 'validationSize'],
      ],
      at: 'value',
    },
  ];
}

/** A budget is a layer's own size, known before any training. */
export function checkLayerBudget({ pruning }: Config): readonly Finding[] {
  const { layerBudget, criterion, scope: pruningScope } = pruning;
  if (layerBudget === undefined) return [];
  const path = ['pruning', 'layerBudget'];
  if (criterionFacts[criterion].looksAtTraining) {
    const message = `layerBudget belongs to criteria that look at no training, such as "random" or "snip"; "${criterion}" prunes trained weights by "rates".`;
    return [{ message, paths: [path, criterionPath], at: 'key' }];
  }
  if (pruningScope === 'layer') return [];
  const message = 'layerBudget gives every layer a size of its own; with the scope "global" all layers are compared with each other.';
  return [{ message, paths: [path, scope], at: 'key' }];
}

/** A model file's operations have no second derivatives. */
export function checkSecondDerivatives({ network, pruning: { criterion } }: Config): readonly Finding[] {
  if (!criterionFacts[criterion].needsSecondDerivatives || !isModel(network)) return [];
  const message = `The criterion "${criterion}" needs second derivatives, which a model file does not have: use "snip" or "synflow", or describe the network by "layers".`;
  return [{ message, paths: [criterionPath, ['network']], at: 'value' }];
}

const hasNormalisation = (layers: readonly LayerConfig[]): boolean =>
  layers.some((layer) => layer.kind === 'batch-normalization' || (layer.kind === 'residual' && hasNormalisation(layer.layers)));

/** Channels are ranked by the scales of their batch normalisations, those of all layers together. */
export function checkChannels({ network, pruning }: Config): readonly Finding[] {
  const { criterion, scope: pruningScope } = pruning;
  if (!criterionFacts[criterion].prunesChannels) return [];
  if (!hasNormalisation(layersOf(network))) {
    const found = isModel(network) ? 'a model file does not say which belong together: describe it by "layers"' : 'this network has none';
    const message =
      `The criterion "${criterion}" ranks channels by the scales of their batch normalisations, and ${found}` +
      `${isModel(network) ? '.' : ': put { "kind": "batch-normalization" } after its convolutions, or choose "magnitude".'}`;
    return [{ message, paths: [criterionPath, ['network']], at: 'value' }];
  }
  if (pruningScope === 'global') return [];
  const message = `The criterion "${criterion}" compares the channels of all layers with each other: scope must be "global".`;
  return [{ message, paths: [scope, criterionPath], at: 'value' }];
}

/** Pruning at initialisation scores initial weights with a batch: that batch must be there, and the weights must be what is trained. */
export function checkAtInitialisation(config: Config, data: KnownData | undefined): readonly Finding[] {
  const { criterion } = config.pruning;
  const { atInitialisation, needsSamples } = criterionFacts[criterion];
  if (!atInitialisation) return [];
  const samples = needsSamples ? checkSamples(config, data) : [];
  if (config.rewind === 'initial') return samples;
  const message = `The criterion "${criterion}" scores the initial weights, so these are what must be trained: rewind must be "initial".`;
  return [...samples, { message, paths: [['rewind'], criterionPath], at: 'value' }];
}
