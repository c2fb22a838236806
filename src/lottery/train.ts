/** Hands one training to the machine and tells the observer when it is finished. */
import type { Mask, Weights } from '../shared/tensors.ts';
import type { ExperimentObserver } from './observer.ts';
import type { ExperimentPlan, SpecDraft } from './plan.ts';
import { rolePath } from './role.ts';
import type { TrainingPlace } from './role.ts';
import { TrainingFailed } from './training-failed.ts';
import type { TrialMasks } from './trial-masks.ts';
import { WorkCancelled } from './work.ts';
import type { Trained, Work } from './work.ts';

/** What an experiment is carried out with. */
export interface Laboratory {
  readonly plan: ExperimentPlan;
  readonly work: Work;
  readonly observer: ExperimentObserver;
  /** Of all trials, for what compares them. */
  readonly masks: TrialMasks;
}

/**
 * @param mask null for the dense network.
 * @param change What differs from the other trainings of the trial.
 * @throws TrainingFailed with the training's role, or WorkCancelled.
 */
export async function train(
  { plan, work, observer }: Laboratory,
  place: TrainingPlace,
  weights: Weights,
  mask: Mask | null,
  change: Partial<SpecDraft> = {},
): Promise<Trained> {
  const role = rolePath(place);
  const spec = { ...plan.specDraft(place.trial), ...change };
  const trained = await work.train({ role, spec, weights, mask }).catch((reason: unknown) => {
    throw reason instanceof WorkCancelled ? reason : TrainingFailed.from(role, reason);
  });
  await observer.onTraining({ ...place, role, record: trained.record });
  return trained;
}
