import type { EngineIdentity, TrainSpec } from '../../shared/specs/training.ts';
import type { Network } from '../../shared/network/network.ts';
import { forwardSeconds } from './forward-seconds.ts';
import type { Densities } from './forward-seconds.ts';

type Budget = Pick<TrainSpec, 'batchSize' | 'iterations' | 'evaluateEvery' | 'validationSize' | 'trainingEvaluation'>;

export interface PlannedTraining {
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

/** What one training takes on one core of the machine that the model was calibrated on. */
export function trainingSeconds(training: PlannedTraining): number {
  const { network, budget, densities, engine } = training;
  const forward = engine === 'tfjs' ? tfjsFactor * forwardSeconds(network, new Map()) : forwardSeconds(network, densities);
  // Backward takes twice as long as forward.
  const steps = budget.iterations * (3 * budget.batchSize * forward + secondsOfIteration);
  return steps + evaluatedImages(training) * forward;
}
