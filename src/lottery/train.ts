/** Requests one training and tells the observer when it is finished. */
import type { OptimizerState } from '../engine/training-session.ts';
import type { Mask, Weights } from '../shared/tensors/tensors.ts';
import { evaluateUntrained } from './evaluate.ts';
import { failureOf, waitForAll } from './failures.ts';
import { rolePath, type TrainingId } from './places/role.ts';
import type { SpecDraft } from './plan/training-spec.ts';
import type { Experiment } from './under-way.ts';
import type { Trained } from './work.ts';

interface TrainOptions {
  /** Differences from the other trainings of the trial. */
  readonly change?: Partial<SpecDraft>;
  /** Absent for a new optimiser. */
  readonly optimizerState?: OptimizerState;
  /** True where somebody needs the trained weights. */
  readonly keepWeights?: boolean;
}

/**
 * @param mask null for the dense network.
 * @throws TrainingFailed with the training's role, or WorkCancelled.
 */
export async function train(
  { plan, work, observer }: Experiment,
  id: TrainingId,
  weights: Weights,
  mask: Mask | null,
  { change = {}, optimizerState, keepWeights = false }: TrainOptions = {},
): Promise<Trained> {
  const role = rolePath(id);
  const spec = { ...plan.specDraft(id.trial), ...change };
  const request = { role, spec, weights, mask, keepWeights, ...(optimizerState && { optimizerState }) };
  const trained = await work.train(request).catch((reason: unknown) => {
    throw failureOf(role, reason);
  });
  await observer.onTraining({ ...id, role, record: trained.record });
  return trained;
}

/** Trains a control, and evaluates it before it is trained; arguments and errors as those of `train`. */
export async function evaluateAndTrain(...[experiment, id, weights, mask, options = {}]: Parameters<typeof train>): Promise<Trained> {
  const training = train(experiment, id, weights, mask, options);
  await waitForAll([training, evaluateUntrained(experiment, id, weights, options.change)]);
  return training;
}
