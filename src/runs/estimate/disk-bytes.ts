/** How much an experiment writes. */
import { epochSnapshots } from '../../lottery/plan/epoch-snapshots.ts';
import { plannedTrainings } from '../../lottery/plan/planned.ts';
import { roundCount } from '../../shared/config/schema/round-count.ts';
import type { Config } from '../../shared/config/schema/schema.ts';

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
