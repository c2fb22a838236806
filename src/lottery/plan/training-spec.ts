/** The specs of an experiment's trainings and evaluations, but for their tensors. */
import { normalizationFor } from '../../data/normalization.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { scheduleCurve } from '../../shared/config/schema/training-schema.ts';
import { allLayers, type Layer, type Network } from '../../shared/network/network.ts';
import type { EvaluateSpec } from '../../shared/specs/evaluate-work.ts';
import type { Dataset } from '../../shared/specs/samples.ts';
import type { EngineIdentity, OptimizerSettings, TrainSpec } from '../../shared/specs/training.ts';
import { roleSeed } from '../places/seeds.ts';

/** Everything of a training but its tensors. */
export type SpecDraft = Omit<TrainSpec, 'weights' | 'mask' | 'optimizerState'>;

type SpecExtras = Pick<TrainSpec, 'learningRateSchedule' | 'dropoutSeed' | 'augmentation'>;

/** Everything of an evaluation but its weights. */
export type EvaluationDraft = Omit<EvaluateSpec, 'weights'>;

const drops = (layer: Layer): boolean => layer.kind === 'dropout' || (layer.kind === 'model' && layer.dropouts.length > 0);

function learningRateSchedule({ schedule, warmup, iterations }: Config['training']): Pick<TrainSpec, 'learningRateSchedule'> {
  if (!Array.isArray(schedule))
    return { learningRateSchedule: { warmup, steps: [], annealing: { ...scheduleCurve(schedule), iterations } } };
  return warmup > 0 || schedule.length > 0 ? { learningRateSchedule: { warmup, steps: schedule } } : {};
}

/** Keys that mean nothing to the other optimisers must not give their trainings another hash. */
function optimizerSettings({ optimizer, learningRate, momentum, nesterov, weightDecay }: Config['training']): OptimizerSettings {
  if (optimizer !== 'momentum') return { name: optimizer, learningRate, momentum: 0, weightDecay };
  return { name: optimizer, learningRate, momentum, ...(nesterov && { nesterov }), weightDecay };
}

/** Only what a training uses: a key that means nothing must not give it another hash. */
function specExtras({ seed, training }: Config, network: Network, trial: number): SpecExtras {
  const { augmentation } = training;
  const changes = augmentation.flip || augmentation.crop > 0;
  return {
    ...learningRateSchedule(training),
    ...(allLayers(network.layers).some(drops) && { dropoutSeed: roleSeed(seed, trial, 'dropout') }),
    ...(changes && { augmentation: { ...augmentation, seed: roleSeed(seed, trial, 'augmentation') } }),
  };
}

/** @param dataset The one that `config` names. */
export function specDraft(config: Config, network: Network, dataset: Dataset, engine: EngineIdentity, trial: number): SpecDraft {
  const { training } = config;
  return {
    operation: 'train',
    ...engine,
    network,
    dataset: { fingerprint: dataset.fingerprint },
    normalization: normalizationFor(config.dataset, dataset.train),
    splitSeed: roleSeed(config.seed, trial, 'split'),
    dataOrderSeed: roleSeed(config.seed, trial, 'data-order'),
    optimizer: optimizerSettings(training),
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
export function evaluationDraft(draft: SpecDraft, part: EvaluateSpec['part']): EvaluationDraft {
  const { engine, numerics, backend, network, dataset, normalization, validationSize, splitSeed } = draft;
  const identity = { engine, numerics, ...(backend && { backend }) };
  return { operation: 'evaluate', ...identity, network, dataset, normalization, validationSize, splitSeed, part };
}

/** The config with what `transfer` changes, by which transferred tickets are trained; undefined where nothing is transferred. */
export function transferredConfig(config: Config): Config | undefined {
  const { transfer } = config;
  if (transfer === undefined) return undefined;
  const changes = Object.fromEntries(Object.entries(transfer.training ?? {}).filter(([, value]) => value !== undefined));
  return { ...config, dataset: transfer.dataset ?? config.dataset, training: { ...config.training, ...changes } };
}
