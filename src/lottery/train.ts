/** Hands one training to the machine and tells the observer when it is finished. */
import type { OptimizerState } from '../engine/training-session.ts';
import type { Mask, Weights } from '../shared/tensors/tensors.ts';
import type { ExperimentObserver } from './observer.ts';
import type { ExperimentPlan, SpecDraft } from './plan/plan.ts';
import { rolePath } from './places/role.ts';
import type { TrainingPlace } from './places/role.ts';
import { failureOf } from './training-failed.ts';
import type { TrialMasks } from './masks/trial-masks.ts';
import type { Trained, Work } from './work.ts';

/** What an experiment is carried out with. */
export interface Laboratory {
  readonly plan: ExperimentPlan;
  readonly work: Work;
  readonly observer: ExperimentObserver;
  /** Of all trials, for what compares them. */
  readonly masks: TrialMasks;
}

export interface TrainOptions {
  /** What differs from the other trainings of the trial. */
  readonly change?: Partial<SpecDraft>;
  /** What the optimiser starts with; absent for a new one. */
  readonly optimizerState?: OptimizerState;
  /** Whether the trained weights are needed. */
  readonly keepsWeights?: boolean;
}

/**
 * @param mask null for the dense network.
 * @throws TrainingFailed with the training's role, or WorkCancelled.
 */
export async function train(
  { plan, work, observer }: Laboratory,
  place: TrainingPlace,
  weights: Weights,
  mask: Mask | null,
  { change = {}, optimizerState, keepsWeights = false }: TrainOptions = {},
): Promise<Trained> {
  const role = rolePath(place);
  const spec = { ...plan.specDraft(place.trial), ...change };
  const order = { role, spec, weights, mask, keepsWeights, ...(optimizerState && { optimizerState }) };
  const trained = await work.train(order).catch((reason: unknown) => {
    throw failureOf(role, reason);
  });
  await observer.onTraining({ ...place, role, record: trained.record });
  return trained;
}
