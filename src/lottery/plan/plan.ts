/** A config made definite for one data set: all that an experiment needs, and nothing left to decide. */
import { normalizationFor } from '../../data/normalization.ts';
import type { ControlsConfig } from '../../shared/config/schema/controls-schema.ts';
import { criterionFacts, type PruningConfig, type RewindConfig } from '../../shared/config/schema/pruning-schema.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { usesTfjs } from '../../shared/config/schema/uses-tfjs.ts';
import { allLayers, type Layer, type Network } from '../../shared/network/network.ts';
import type { EvaluateSpec } from '../../shared/specs/evaluate-work.ts';
import type { Dataset } from '../../shared/specs/samples.ts';
import { type EngineIdentity, epochLength, type TfjsBackend, type TrainSpec } from '../../shared/specs/training.ts';
import type { Weights } from '../../shared/tensors/tensors.ts';
import { roleSeed } from '../places/seeds.ts';
import { epochEnds } from './left-behind.ts';
import { PlanError, resolveNetwork } from './resolve-network.ts';
import { pruningTargets, type RoundTarget } from './targets.ts';

// How a transferred ticket is trained: the experiment's config with what `transfer` changes.
/** The config of a training there; undefined where nothing is transferred. */
function transferredConfig(config: Config): Config | undefined {
  const { transfer } = config;
  if (transfer === undefined) return undefined;
  const changes = Object.fromEntries(Object.entries(transfer.training ?? {}).filter(([, value]) => value !== undefined));
  return { ...config, dataset: transfer.dataset ?? config.dataset, training: { ...config.training, ...changes } };
}

const times = (shape: readonly number[]): string => shape.join(' x ');

/** @throws PlanError where the network that was trained on `from` cannot take samples of `to`. */
function checkTransferable(from: Dataset, to: Dataset, outputs: number): void {
  const [own, other] = [times(from.train.sampleShape), times(to.train.sampleShape)];
  if (own !== other) throw new PlanError(`transfer.dataset: its samples are ${other}, those of "dataset" ${own}; one network takes both`);
  if (to.classes > outputs)
    throw new PlanError(`transfer.dataset: it has ${to.classes} classes, the network's last layer ${outputs} units`);
}

/** A network that a file holds, with initial weights or without. */
export interface GivenModel {
  readonly network: Network;
  readonly weights: Weights | null;
}

/** Everything of a training but its tensors. */
export type SpecDraft = Omit<TrainSpec, 'weights' | 'mask' | 'optimizerState'>;

type SpecExtras = Pick<TrainSpec, 'learningRateSchedule' | 'dropoutSeed' | 'augmentation'>;

/** Everything of an evaluation but its weights. */
type EvaluationDraft = Omit<EvaluateSpec, 'weights'>;

export interface ExperimentPlan {
  readonly network: Network;
  /** What every trial begins with, where a model file says so; else each draws its own. */
  readonly givenWeights: Weights | null;
  readonly pruning: PruningConfig;
  readonly rewind: RewindConfig;
  /** How many weights rounds 1, 2, ... leave. */
  readonly targets: readonly RoundTarget[];
  readonly seed: number;
  /** What computes; part of every spec. */
  readonly engine: EngineIdentity;
  readonly trials: number;
  /** Iterations an epoch. */
  readonly epoch: number;
  /** The last iterations of the epochs that fit into a training, ascending. */
  readonly epochEnds: readonly number[];
  /** Rounds after the dense one. */
  readonly rounds: number;
  readonly controls: ControlsConfig;
  readonly transfer: Config['transfer'];
  readonly instability: Config['instability'];
  /** The same for all trainings of a trial: only weights and mask differ. */
  specDraft(trial: number): SpecDraft;
  /** How trained weights of this trial are evaluated on the test set. */
  evaluationDraft(trial: number): EvaluationDraft;
  /** The same where tickets are transferred to; undefined where they are not. */
  readonly transferDraft: ((trial: number) => SpecDraft) | undefined;
}

function checkGradientSamples({ pruning, training }: Config, count: number): void {
  const left = count - training.validationSize;
  const { criterion, samples } = pruning;
  if (criterionFacts[criterion].needsSamples && samples > left)
    throw new PlanError(`pruning.samples: ${samples} is more than the ${left} samples left to train on`);
}

function checkSizes({ validationSize, batchSize }: Config['training'], count: number): void {
  if (validationSize >= count)
    throw new PlanError(`training.validationSize: ${validationSize} of ${count} training samples; expected at most ${count - 1}`);
  const left = count - validationSize;
  if (batchSize > left) throw new PlanError(`training.batchSize: ${batchSize} is more than the ${left} samples left to train on`);
}

/** A mask that is one of too few can never settle. */
function checkEarlyBird({ pruning, training }: Config, count: number): void {
  const window = pruning.earlyBird?.window ?? 0;
  const left = count - training.validationSize;
  if (epochEnds(left, training).length >= window) return;
  const least = window * epochLength(left, training.batchSize);
  throw new PlanError(`pruning.earlyBird: ${window} epochs are ${least} iterations; training.iterations is ${training.iterations}`);
}

const drops = (layer: Layer): boolean => layer.kind === 'dropout' || (layer.kind === 'model' && layer.dropouts.length > 0);

/** Only what a training uses: a key that means nothing must not give it another hash. */
function specExtras({ seed, training }: Config, network: Network, trial: number): SpecExtras {
  const { schedule, warmup, augmentation } = training;
  const changes = augmentation.flip || augmentation.crop > 0;
  return {
    ...((warmup > 0 || schedule.length > 0) && { learningRateSchedule: { warmup, steps: schedule } }),
    ...(allLayers(network.layers).some(drops) && { dropoutSeed: roleSeed(seed, trial, 'dropout') }),
    ...(changes && { augmentation: { ...augmentation, seed: roleSeed(seed, trial, 'augmentation') } }),
  };
}

function specDraft(config: Config, network: Network, fingerprint: string, engine: EngineIdentity, trial: number): SpecDraft {
  const { optimizer, learningRate, momentum, weightDecay, ...training } = config.training;
  return {
    operation: 'train',
    ...engine,
    network,
    dataset: { fingerprint },
    normalization: normalizationFor(config.dataset),
    splitSeed: roleSeed(config.seed, trial, 'split'),
    dataOrderSeed: roleSeed(config.seed, trial, 'data-order'),
    // Momentum means nothing to the others: it must not give their trainings another hash.
    optimizer: { name: optimizer, learningRate, momentum: optimizer === 'momentum' ? momentum : 0, weightDecay },
    validationSize: training.validationSize,
    batchSize: training.batchSize,
    iterations: training.iterations,
    evaluateEvery: training.evaluateEvery,
    testEvaluation: training.testEvaluation,
    trainingEvaluation: training.trainingEvaluation,
    snapshots: [],
    ...specExtras(config, network, trial),
  };
}

/** The part of a training's spec that an evaluation depends on too. */
function evaluationDraft(engine: EngineIdentity, draft: SpecDraft): EvaluationDraft {
  const { network, dataset, normalization, validationSize, splitSeed } = draft;
  return { operation: 'evaluate', ...engine, network, dataset, normalization, validationSize, splitSeed, part: 'test' };
}

/** @param target The data set that tickets are transferred to. */
function transferDraft(
  config: Config,
  dataset: Dataset,
  network: Network,
  engine: EngineIdentity,
  target: Dataset,
): ExperimentPlan['transferDraft'] {
  const there = transferredConfig(config);
  if (there === undefined) return undefined;
  checkTransferable(dataset, target, network.classes);
  checkSizes(there.training, target.train.count);
  return (trial) => specDraft(there, network, target.fingerprint, engine, trial);
}

/** @param backend Of TensorFlow.js; the embedded engine has none. */
function identityOf(config: Config, numerics: number, backend: TfjsBackend | undefined): EngineIdentity {
  return usesTfjs(config) ? { engine: 'tfjs', numerics, ...(backend && { backend }) } : { engine: 'wasm', numerics };
}

/**
 * @param transferDataset What `transfer.dataset` names; by default the experiment's own.
 * @param numerics The engine's; part of every spec, as is the backend of TensorFlow.js.
 * @param model What was read of a model file; null for a network of layers.
 * @throws PlanError where config and data set do not fit together.
 */
export function experimentPlan(
  config: Config,
  dataset: Dataset,
  numerics: number,
  transferDataset = dataset,
  backend?: TfjsBackend,
  model: GivenModel | null = null,
): ExperimentPlan {
  const engine = identityOf(config, numerics, backend);
  const draft = (trial: number): SpecDraft => specDraft(config, network, dataset.fingerprint, engine, trial);
  checkSizes(config.training, dataset.train.count);
  checkGradientSamples(config, dataset.train.count);
  checkEarlyBird(config, dataset.train.count);
  const trainedOn = dataset.train.count - config.training.validationSize;
  const network = model?.network ?? resolveNetwork(config.network, dataset.train.sampleShape, dataset.classes);
  const targets = pruningTargets(network, config.pruning);
  return {
    network,
    givenWeights: model?.weights ?? null,
    pruning: config.pruning,
    rewind: config.rewind,
    targets,
    seed: config.seed,
    engine,
    trials: config.trials,
    epoch: epochLength(trainedOn, config.training.batchSize),
    epochEnds: epochEnds(trainedOn, config.training),
    rounds: targets.length,
    controls: config.controls,
    transfer: config.transfer,
    instability: config.instability,
    specDraft: draft,
    evaluationDraft: (trial) => evaluationDraft(engine, draft(trial)),
    transferDraft: transferDraft(config, dataset, network, engine, transferDataset),
  };
}
