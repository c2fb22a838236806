/** Evaluates networks without training them: a trained network as it is pruned, and whatever a training starts from. */
import type { Moment } from '../shared/results/pruning/evaluated-network.ts';
import type { Mask, Weights } from '../shared/tensors/tensors.ts';
import { failureOf } from './failures.ts';
import { applyMask } from './masks/mask.ts';
import { momentRole, type TicketId, type TrainingId } from './places/role.ts';
import { evaluationDraft, type SpecDraft } from './plan/training-spec.ts';
import type { Experiment } from './under-way.ts';
import type { EvaluateRequest } from './work.ts';

/** @throws TrainingFailed with the request's role, or WorkCancelled. */
export async function evaluate({ work, observer }: Pick<Experiment, 'work' | 'observer'>, request: EvaluateRequest): Promise<void> {
  const { hash } = await work.evaluate(request).catch((reason: unknown) => {
    throw failureOf(request.role, reason);
  });
  await observer.onEvaluated({ role: request.role, hash });
}

function evaluateMoment(experiment: Experiment, id: TrainingId, moment: Moment, weights: Weights, draft: SpecDraft): Promise<void> {
  const spec = evaluationDraft(draft, 'held-out');
  return evaluate(experiment, { role: momentRole(id, moment), place: id, spec, weights: [weights] });
}

/** @param change Of the training's spec: a transferred ticket is evaluated on the data set that it is transferred to. */
export function evaluateUntrained(
  experiment: Experiment,
  id: TrainingId,
  weights: Weights,
  change: Partial<SpecDraft> = {},
): Promise<void> {
  return evaluateMoment(experiment, id, 'untrained', weights, { ...experiment.plan.specDraft(id.trial), ...change });
}

/** The weights that were pruned: those that the mask was drawn from. */
interface PrunedNetwork {
  readonly mask: Mask;
  prunedWeights(): Promise<Weights>;
}

const ticketId = (id: TicketId): TrainingId => ({ ...id, series: 'ticket', replicate: 0 });

export const evaluateDense = (experiment: Experiment, trial: number, initial: Weights): Promise<void> =>
  evaluateUntrained(experiment, ticketId({ trial, round: 0 }), initial);

/** One after the other: where a ticket keeps its trained weights both are one network, which is then found. */
export async function evaluateTicket(experiment: Experiment, id: TicketId, pruned: PrunedNetwork, start: Weights): Promise<void> {
  const weights = applyMask(await pruned.prunedWeights(), pruned.mask);
  await evaluateMoment(experiment, ticketId(id), 'pruned', weights, experiment.plan.specDraft(id.trial));
  await evaluateUntrained(experiment, ticketId(id), start);
}
