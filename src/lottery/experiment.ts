/**
 * The experiment of "The Lottery Ticket Hypothesis" (Frankle & Carbin, ICLR 2019, sections 1 and 2), step by step:
 *
 * 1. Randomly initialise a network, and keep a copy of its initial weights.
 * 2. Train it, and prune the weights of smallest magnitude: what remains is the mask (pruning/).
 * 3. Rewind the remaining weights to their initial values: the ticket, which may be a winning one (rewind.ts).
 * 4. Train the ticket (train-ticket.ts): it wins where it is no worse and no slower than the dense network (results/verdict.ts).
 * 5. Control, random reinitialisation: the ticket's mask with freshly drawn initial weights (controls/).
 * 6. Control, random mask: a random subnetwork of the ticket's size with the original initial weights (controls/).
 *
 * Iterative pruning repeats steps 2 to 6 in rounds, each of which prunes the ticket of the round before; one-shot pruning prunes the dense network
 * once for each size. Round 0 is the dense network. Where the config asks for another criterion, another way to rewind or further controls, these
 * stand in the same places.
 */
import { Companions } from './companions.ts';
import { trainControls } from './controls/controls.ts';
import { combinesTrials, type StartedTicket } from './controls/control-starts.ts';
import { evaluateDense, evaluateTicket } from './evaluate.ts';
import { waitForAll } from './failures.ts';
import { fullMask } from './masks/mask.ts';
import { TrialMasks } from './masks/trial-masks.ts';
import { plannedAt } from '../shared/config/facts/planned-trainings.ts';
import type { ExperimentObserver } from './observer.ts';
import type { TicketId } from './places/role.ts';
import { roleSeed } from './places/seeds.ts';
import type { ExperimentPlan } from './plan/plan.ts';
import { drawMask } from './pruning/draw-mask.ts';
import { ticketStart } from './rewind.ts';
import type { Experiment } from './under-way.ts';
import { trainTicket } from './train-ticket.ts';
import { Turns } from './turns.ts';
import { initialWeights } from './weights/initial-weights.ts';
import type { Trained, Work } from './work.ts';

/** Steps 4 to 6: trains the ticket, and beside it the controls that it is compared with. */
function trainWithControls(experiment: Experiment, id: TicketId, ticket: StartedTicket, companions: Companions): Promise<Trained> {
  const training = trainTicket(experiment, id, ticket);
  companions.add(...trainControls(experiment, id, ticket, training));
  return training;
}

/** All rounds of one trial. Whatever no ticket waits for, such as its controls, becomes a companion. */
async function findTickets(experiment: Experiment, trial: number, companions: Companions): Promise<void> {
  const { network, givenWeights, targets, pruning, rewind, seed } = experiment.plan;
  // 1. Randomly initialise a network, and keep a copy of its initial weights.
  const initial = givenWeights ?? initialWeights(network, roleSeed(seed, trial, 'initial-weights'));
  // 2. Train it (round 0: the dense network, whose mask keeps every weight),
  const everyWeight = fullMask(network);
  const denseStart = { network, initial, mask: everyWeight, start: { weights: initial } };
  const denseTraining = trainWithControls(experiment, { trial, round: 0 }, denseStart, companions);
  companions.add(evaluateDense(experiment, trial, initial));
  const dense = await denseTraining;
  let parent = { initial, mask: everyWeight, trained: dense };
  for (const [index, target] of targets.entries()) {
    const id = { trial, round: index + 1 };
    // and prune the weights of smallest magnitude: what remains is the mask.
    const { prunedWeights, ...drawn } = await drawMask(experiment, id, parent, target);
    // 3. Rewind the remaining weights to their initial values: the ticket.
    const start = await ticketStart(rewind, drawn.mask, { initial, dense, trained: parent.trained });
    experiment.masks.offer(id, drawn.mask);
    await experiment.observer.onTicket({ ...id, ...drawn, initialWeights: start.weights });
    // 4. Train the ticket; 5. and 6. its controls beside it. results/verdict.ts compares them with the dense network.
    const training = trainWithControls(experiment, id, { network, initial, mask: drawn.mask, start }, companions);
    // What pruning alone costs, and what untrained networks have: the pruned network before it is rewound, the ticket before it is trained.
    companions.add(evaluateTicket(experiment, id, { mask: drawn.mask, prunedWeights }, start.weights));
    // Iterative: the next round prunes this ticket. One-shot: every round prunes the dense network.
    if (pruning.schedule === 'iterative') parent = { initial, mask: drawn.mask, trained: await training };
    else companions.add(training);
  }
}

async function runTrial(experiment: Experiment, trial: number, turns: Turns): Promise<void> {
  const companions = new Companions();
  const tickets = turns.take(() => findTickets(experiment, trial, companions));
  // Companions are added until the tickets are done, or one has failed.
  await tickets.catch(() => undefined);
  experiment.masks.end(trial);
  await waitForAll([tickets, companions.finished()]);
}

/** More than any machine trains at once; the weights of a thousand trials would fill its memory. */
const trialsAtOnce = 32;

/**
 * Runs the trials side by side, some dozens at a time; `work` limits how many trainings run at once.
 * A failed ticket ends its trial, a failed control nothing; either is reported when all the rest is finished.
 * @throws WorkCancelled, TrainingFailed, or AggregateError of several TrainingFailed.
 */
export async function runExperiment(plan: ExperimentPlan, work: Work, observer: ExperimentObserver): Promise<void> {
  const masks = new TrialMasks(plan.trials, (round) => combinesTrials.some((series) => plannedAt(plan, series, round) > 0));
  // Twice as many as are trained at once: while some are trained, as many others are drawn.
  const experiment: Experiment = { plan, work, observer, masks, controlTurns: new Turns(2 * work.atOnce) };
  const turns = new Turns(trialsAtOnce);
  await waitForAll(Array.from({ length: plan.trials }, (_, index) => runTrial(experiment, index + 1, turns)));
}
