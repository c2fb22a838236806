/**
 * The experiment of "The Lottery Ticket Hypothesis" (Frankle & Carbin, ICLR 2019, sections 1 and 2), step by step:
 *
 * 1. Randomly initialise a network, and keep its initial weights.
 * 2. Train it, and prune its smallest weights: what remains is the mask (pruning/).
 * 3. Rewind the remaining weights to their initial values: the ticket (rewind.ts).
 * 4. Train the ticket, and compare it with the dense network (results/verdict.ts).
 * 5. Control: the ticket's mask with other, freshly drawn initial weights (controls/).
 * 6. Control: a random mask of the ticket's size (controls/).
 *
 * Iterative pruning repeats steps 2 to 6 in rounds. Round 0 is the dense network.
 */
import { Companions } from './companions.ts';
import { trainControls } from './controls/controls.ts';
import { combinesTrials, type StartedTicket } from './controls/control-starts.ts';
import { evaluateDense, evaluateTicket } from './evaluate.ts';
import { waitForAll } from './failures.ts';
import { fullMask } from './masks/mask.ts';
import { TrialMasks } from './masks/trial-masks.ts';
import { plannedAt } from '../shared/config/schema/planned-series.ts';
import type { ExperimentObserver } from './observer.ts';
import type { TicketId } from './places/role.ts';
import { roleSeed } from './places/seeds.ts';
import { keptForLaterRounds } from './plan/kept-weights.ts';
import type { ExperimentPlan } from './plan/plan.ts';
import { drawMask } from './pruning/draw-mask.ts';
import { childrenOf, trainUntilSettled } from './pruning/stop-when-settled.ts';
import { ticketStart } from './rewind.ts';
import { type Experiment, train } from './train.ts';
import { Turns } from './turns.ts';
import { initialWeights } from './weights/initial-weights.ts';
import type { Trained, Work } from './work.ts';

function trainTicket(experiment: Experiment, id: TicketId, { initial, mask, start }: StartedTicket): Promise<Trained> {
  const { weights, optimizerState, ...schedule } = start;
  const change = { ...keptForLaterRounds(experiment.plan, id.round), ...schedule };
  const options = { change, ...(optimizerState && { optimizerState }) };
  const children = experiment.plan.pruning.earlyBird?.stop ? childrenOf(experiment.plan, id.round) : [];
  if (children.length > 0) {
    const parent = { initial, mask: id.round === 0 ? null : mask, start, children };
    return trainUntilSettled(experiment, id, parent, { ...experiment.plan.specDraft(id.trial), ...change });
  }
  return train(experiment, { ...id, series: 'ticket', replicate: 0 }, weights, id.round === 0 ? null : mask, options);
}

/** Steps 4 to 6: the ticket, and its controls beside it. */
function trainAndCompare(experiment: Experiment, id: TicketId, ticket: StartedTicket, companions: Companions): Promise<Trained> {
  const training = trainTicket(experiment, id, ticket);
  companions.add(...trainControls(experiment, id, ticket, training));
  return training;
}

async function findTickets(experiment: Experiment, trial: number, companions: Companions): Promise<void> {
  const { network, givenWeights, targets, pruning, rewind, seed } = experiment.plan;
  // 1. Randomly initialise a network, and keep its initial weights.
  const initial = givenWeights ?? initialWeights(network, roleSeed(seed, trial, 'initial-weights'));
  // 2. Train it,
  const everything = { network, initial, mask: fullMask(network), start: { weights: initial } };
  const training = trainAndCompare(experiment, { trial, round: 0 }, everything, companions);
  companions.add(evaluateDense(experiment, trial, initial));
  const dense = await training;
  let parent = { initial, mask: everything.mask, trained: dense };
  for (const [index, target] of targets.entries()) {
    const id = { trial, round: index + 1 };
    // and prune the least important weights, by default the smallest trained ones: what remains is the mask.
    const { prunedWeights, ...drawn } = await drawMask(experiment, id, parent, target);
    // 3. Rewind the remaining weights, by default to their initial values: the ticket.
    const start = await ticketStart(rewind, drawn.mask, { initial, dense, trained: parent.trained });
    experiment.masks.offer(id, drawn.mask);
    await experiment.observer.onTicket({ ...id, ...drawn, initialWeights: start.weights });
    // 4. Train the ticket; 5. and 6. its controls beside it. results/verdict.ts compares them.
    const training = trainAndCompare(experiment, id, { network, initial, mask: drawn.mask, start }, companions);
    // "Pruning loses no accuracy": the pruned network is evaluated before it is rewound, and the ticket before it is trained.
    companions.add(evaluateTicket(experiment, id, { mask: drawn.mask, prunedWeights }, start.weights));
    // Iterative: the next round prunes this ticket. One-shot: every round prunes the dense network.
    if (pruning.schedule === 'iterative') parent = { initial, mask: drawn.mask, trained: await training };
    else companions.add(training);
  }
}

async function runTrial(experiment: Experiment, trial: number, turns: Turns): Promise<void> {
  const companions = new Companions();
  const tickets = turns.take(() => findTickets(experiment, trial, companions));
  // Once the tickets are done, or failed, no companion is added any more.
  await tickets.catch(() => undefined);
  experiment.masks.end(trial);
  await waitForAll([tickets, companions.finished()]);
}

/** More than any machine trains at once; a thousand trials would fill its memory. */
const trialsAtOnce = 32;

/**
 * Runs the trials side by side, some dozens at a time; `work` limits how many trainings run at once.
 * A failed ticket ends its trial, a failed control nothing; either is reported when all the rest is finished.
 * @throws WorkCancelled, TrainingFailed, or AggregateError of several TrainingFailed.
 */
export async function runExperiment(plan: ExperimentPlan, work: Work, observer: ExperimentObserver): Promise<void> {
  const masks = new TrialMasks(plan.trials, (round) => combinesTrials.some((series) => plannedAt(plan, series, round) > 0));
  // While some are trained, as many others are drawn.
  const experiment: Experiment = { plan, work, observer, masks, controlTurns: new Turns(2 * work.atOnce) };
  const turns = new Turns(trialsAtOnce);
  await waitForAll(Array.from({ length: plan.trials }, (_, index) => runTrial(experiment, index + 1, turns)));
}
