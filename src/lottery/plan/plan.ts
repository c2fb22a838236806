/** A config made definite for one data set: all that an experiment needs, and nothing left to decide. */
import type { ControlsConfig } from '../../shared/config/schema/controls-schema.ts';
import type { PruningConfig, RewindConfig } from '../../shared/config/schema/pruning-schema.ts';
import { type Config, usesTfjs } from '../../shared/config/schema/schema.ts';
import { unlessPaper } from '../../shared/network/initialisation.ts';
import type { Network } from '../../shared/network/network.ts';
import type { Dataset } from '../../shared/specs/samples.ts';
import { type EngineIdentity, epochLength, type TfjsBackend } from '../../shared/specs/training.ts';
import type { Weights } from '../../shared/tensors/tensors.ts';
import { epochEnds } from './epochs.ts';
import { checkAugmentation, checkChannels, checkNormalization, checkPlan, checkSizes, checkTransferable } from './plan-checks.ts';
import { resolveNetwork } from './resolve-network.ts';
import { pruningTargets, type RoundTarget } from './targets.ts';
import { specDraft, type SpecDraft, transferredConfig } from './training-spec.ts';

/** A network that a file holds, with initial weights or without. */
export interface GivenModel {
  readonly network: Network;
  readonly weights: Weights | null;
}

/** The specs of a trial; undefined where nothing is transferred. */
type Drafts = ((trial: number) => SpecDraft) | undefined;

export interface ExperimentPlan {
  readonly network: Network;
  /** Initial weights of every trial, where a model file holds them; else each trial draws its own. */
  readonly givenWeights: Weights | null;
  readonly pruning: PruningConfig;
  readonly rewind: RewindConfig;
  /** Numbers of weights that rounds 1, 2, ... leave. */
  readonly targets: readonly RoundTarget[];
  readonly seed: number;
  /** The engine that computes; part of every spec. */
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
  /** All trainings of a trial share it: only weights and mask differ. */
  specDraft(trial: number): SpecDraft;
  /** Trainings of transferred tickets share it. */
  readonly transferDraft: Drafts;
}

/** All that a plan is made of. */
export interface PlanInput {
  readonly config: Config;
  readonly dataset: Dataset;
  /** The data set that tickets are transferred to; the experiment's own by default. */
  readonly transferDataset?: Dataset;
  /** The engine's; part of every spec, as is the backend of TensorFlow.js. */
  readonly numerics: number;
  /** Belongs to TensorFlow.js; the embedded engine has none. */
  readonly backend?: TfjsBackend | undefined;
  /** Read from a model file; absent or null for a network of layers. */
  readonly model?: GivenModel | null;
}

/** The config's network, or the model file's, with the initialisation that the config states. */
export function plannedNetwork({ config, dataset, model }: Pick<PlanInput, 'config' | 'dataset' | 'model'>): Network {
  const resolved = model?.network ?? resolveNetwork(config.network, dataset.train.sampleShape, dataset.classes);
  const initialisation = unlessPaper(config.initialisation);
  return { ...resolved, ...(initialisation && { initialisation }) };
}

function identityOf({ config, numerics, backend }: PlanInput): EngineIdentity {
  return usesTfjs(config) ? { engine: 'tfjs', numerics, ...(backend && { backend }) } : { engine: 'wasm', numerics };
}

function transferDraft({ config, dataset, transferDataset = dataset }: PlanInput, network: Network, engine: EngineIdentity): Drafts {
  const there = transferredConfig(config);
  if (there === undefined) return undefined;
  checkTransferable(dataset, transferDataset, network.classes);
  checkSizes(there.training, transferDataset.train.count);
  checkAugmentation(there.training, transferDataset.train.sampleShape);
  checkNormalization(there, transferDataset, 'transfer.dataset');
  return (trial) => specDraft(there, network, transferDataset, engine, trial);
}

/** @throws PlanError where config and data set do not fit together. */
export function experimentPlan(input: PlanInput): ExperimentPlan {
  const { config, dataset, model } = input;
  checkPlan(config, dataset.train.count);
  checkAugmentation(config.training, dataset.train.sampleShape);
  checkNormalization(config, dataset, 'dataset');
  const { pruning, rewind, seed, trials, controls, transfer, instability, training } = config;
  const engine = identityOf(input);
  const network = plannedNetwork(input);
  const targets = pruningTargets(network, pruning);
  checkChannels(pruning, network, targets);
  const trainedOn = dataset.train.count - training.validationSize;
  const draft = (trial: number): SpecDraft => specDraft(config, network, dataset, engine, trial);
  return {
    ...{ network, pruning, rewind, targets, seed, engine, trials, controls, transfer, instability },
    givenWeights: model?.weights ?? null,
    epoch: epochLength(trainedOn, training.batchSize),
    epochEnds: epochEnds(trainedOn, training),
    rounds: targets.length,
    specDraft: draft,
    transferDraft: transferDraft(input, network, engine),
  };
}
