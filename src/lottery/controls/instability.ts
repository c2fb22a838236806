/** Instability analysis (Linear Mode Connectivity, Frankle et al. 2020): two copies that differ in data order only, and the line between them. */
import { evaluate } from '../evaluate.ts';
import { instabilityRole, type TicketId } from '../places/role.ts';
import { evaluationDraft } from '../plan/training-spec.ts';
import type { Experiment } from '../under-way.ts';
import { evenShares, interpolate } from '../weights/interpolate.ts';
import type { Trained } from '../work.ts';

/** Waits for both copies and evaluates the line between their last weights. @throws TrainingFailed, WorkCancelled. */
export async function measureInstability(
  { plan, work, observer }: Experiment,
  id: TicketId,
  copies: readonly [Promise<Trained>, Promise<Trained | null>],
): Promise<void> {
  const [one, other] = await Promise.all(copies);
  if (other === null || plan.instability === undefined) return;
  const [from, to] = await Promise.all([one.finalWeights(), other.finalWeights()]);
  const role = instabilityRole(id);
  const weights = evenShares(plan.instability.points).map((share) => interpolate(from, to, share));
  const place = { ...id, series: 'dataOrder', replicate: 1 } as const;
  await evaluate({ work, observer }, { role, place, spec: evaluationDraft(plan.specDraft(id.trial), 'test'), weights });
}
