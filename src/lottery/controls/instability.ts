/** Instability analysis (Linear Mode Connectivity, Frankle et al. 2020): two copies that differ in data order only, and the line between them. */
import { evenShares, interpolate } from '../weights/interpolate.ts';
import { instabilityRole } from '../places/role.ts';
import type { TicketPlace } from '../places/role.ts';
import type { Laboratory } from '../train.ts';
import { failureOf } from '../training-failed.ts';
import type { Trained } from '../work.ts';

/** Waits for both copies and evaluates the line between their last weights. @throws TrainingFailed, WorkCancelled. */
export async function measureInstability(
  { plan, work, observer }: Laboratory,
  place: TicketPlace,
  points: number,
  copies: readonly [Promise<Trained>, Promise<Trained>],
): Promise<void> {
  const [one, other] = await Promise.all(copies);
  const [from, to] = await Promise.all([one.finalWeights(), other.finalWeights()]);
  const role = instabilityRole(place);
  const weights = evenShares(points).map((share) => interpolate(from, to, share));
  const evaluated = await work.evaluate({ role, place, spec: plan.evaluationDraft(place.trial), weights }).catch((reason: unknown) => {
    throw failureOf(role, reason);
  });
  await observer.onEvaluated({ role, hash: evaluated.hash });
}
