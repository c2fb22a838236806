/** The training of a ticket (step 4 of the experiment), or of the dense network, which is the ticket of round 0. */
import type { StartedTicket } from './controls/control-starts.ts';
import type { TicketId } from './places/role.ts';
import { keptForLaterRounds } from './plan/kept-weights.ts';
import { childrenOf, trainUntilSettled } from './pruning/stop-when-settled.ts';
import { train } from './train.ts';
import type { Experiment } from './under-way.ts';
import type { Trained } from './work.ts';

/** Trains to the whole budget, or, where the config lets Early-Bird tickets end it, until the masks of the rounds that prune it have settled. */
export function trainTicket(experiment: Experiment, id: TicketId, { initial, mask, start }: StartedTicket): Promise<Trained> {
  const { weights, optimizerState, ...schedule } = start;
  const change = { ...keptForLaterRounds(experiment.plan, id.round), ...schedule };
  const trainedMask = id.round === 0 ? null : mask;
  const children = experiment.plan.pruning.earlyBird?.stop ? childrenOf(experiment.plan, id.round) : [];
  if (children.length > 0) {
    const parent = { initial, mask: trainedMask, start, children };
    return trainUntilSettled(experiment, id, parent, { ...experiment.plan.specDraft(id.trial), ...change });
  }
  const options = { change, ...(optimizerState && { optimizerState }) };
  return train(experiment, { ...id, series: 'ticket', replicate: 0 }, weights, trainedMask, options);
}
