/** Hands one training to the machine and tells the observer when it is finished. */
import type { OptimizerState } from '../engine/training-session.ts';
import type { Mask, Weights } from '../shared/tensors/tensors.ts';
import type { TrialMasks } from './masks/trial-masks.ts';
import type { ExperimentObserver } from './observer.ts';
import { rolePath, type TrainingPlace } from './places/role.ts';
import type { ExperimentPlan, SpecDraft } from './plan/plan.ts';
import { type Trained, type Work, WorkCancelled } from './work.ts';

/** One training, or several, that cannot be finished; the rest of the experiment went on. */
export class TrainingFailed extends Error {
  override readonly name = 'TrainingFailed';
  /** The training's place, e.g. `trial-1/round-03/ticket`. */
  readonly role: string;

  constructor(role: string, reason: string, options?: ErrorOptions) {
    super(`${role}: ${reason}`, options);
    this.role = role;
  }
}

/** What a training's work was rejected with, naming the training where it does not yet. */
export function failureOf(role: string, reason: unknown): WorkCancelled | TrainingFailed {
  if (reason instanceof WorkCancelled || reason instanceof TrainingFailed) return reason;
  return new TrainingFailed(role, reason instanceof Error ? reason.message : String(reason), { cause: reason });
}

// Waits for everything, whatever fails: one diverged training does not stop the others.
/** A cancelled run is not a failed one; then anything that is no training's failure, such as a full disk. */
function mostImportant(reasons: readonly unknown[]): unknown {
  return (
    reasons.find((reason) => reason instanceof WorkCancelled) ??
    reasons.find((reason) => !(reason instanceof TrainingFailed) && !(reason instanceof AggregateError)) ??
    together(reasons)
  );
}

function together(reasons: readonly unknown[]): unknown {
  const failures = reasons.flatMap((reason): unknown[] => (reason instanceof AggregateError ? reason.errors : [reason]));
  if (failures.length === 1) return failures[0];
  return new AggregateError(
    failures,
    `${failures.length} trainings failed. ${failures.map((failure) => (failure as Error).message).join('. ')}`,
  );
}

/**
 * @returns When every promise is settled.
 * @throws WorkCancelled, or the failure, or an AggregateError of several; only when all are settled.
 */
export async function settleAll(promises: readonly Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(promises);
  const reasons = results.filter((result) => result.status === 'rejected').map((result): unknown => result.reason);
  if (reasons.length > 0) throw mostImportant(reasons);
}

/** What an experiment is carried out with. */
export interface Laboratory {
  readonly plan: ExperimentPlan;
  readonly work: Work;
  readonly observer: ExperimentObserver;
  /** Of all trials, for what compares them. */
  readonly masks: TrialMasks;
}

interface TrainOptions {
  /** What differs from the other trainings of the trial. */
  readonly change?: Partial<SpecDraft>;
  /** What the optimiser starts with; absent for a new one. */
  readonly optimizerState?: OptimizerState;
  /** Whether the trained weights are needed. */
  readonly keepWeights?: boolean;
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
  { change = {}, optimizerState, keepWeights = false }: TrainOptions = {},
): Promise<Trained> {
  const role = rolePath(place);
  const spec = { ...plan.specDraft(place.trial), ...change };
  const request = { role, spec, weights, mask, keepWeights, ...(optimizerState && { optimizerState }) };
  const trained = await work.train(request).catch((reason: unknown) => {
    throw failureOf(role, reason);
  });
  await observer.onTraining({ ...place, role, record: trained.record });
  return trained;
}
