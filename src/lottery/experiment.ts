/**
 * The experiment of "The Lottery Ticket Hypothesis" (Frankle & Carbin, ICLR 2019, sections 1 and 2):
 * train, prune, rewind, again; beside each ticket its controls.
 */
import type { Mask } from '../shared/tensors/tensors.ts';
import { trainControls } from './controls/controls.ts';
import { fullMask } from './masks/mask.ts';
import { TrialMasks } from './masks/trial-masks.ts';
import type { ExperimentObserver } from './observer.ts';
import type { TicketPlace } from './places/role.ts';
import { roleSeed } from './places/seeds.ts';
import { leftBehind } from './plan/left-behind.ts';
import type { ExperimentPlan } from './plan/plan.ts';
import { drawMask } from './pruning/draw-mask.ts';
import { ticketStart, type TicketStart } from './rewind.ts';
import { type Laboratory, settleAll, train } from './train.ts';
import { initialWeights } from './weights/initial-weights.ts';
import type { Trained, Work } from './work.ts';

function trainTicket(lab: Laboratory, place: TicketPlace, start: TicketStart, mask: Mask | null): Promise<Trained> {
  const { weights, optimizerState, ...change } = start;
  const options = { change: { ...leftBehind(lab.plan, place.round), ...change }, ...(optimizerState && { optimizerState }) };
  return train(lab, { ...place, series: 'ticket', replicate: 0 }, weights, mask, options);
}

async function findTickets(lab: Laboratory, trial: number, controls: Promise<unknown>[]): Promise<void> {
  const { network, givenWeights, targets, pruning, seed } = lab.plan;
  // 1. Randomly initialise a network, and keep its initial weights.
  const initial = givenWeights ?? initialWeights(network, roleSeed(seed, trial, 'initial-weights'));
  let mask = fullMask(network);
  // 2. Train it.
  const start = { weights: initial };
  const training = trainTicket(lab, { trial, round: 0 }, start, null);
  controls.push(...trainControls(lab, { trial, round: 0 }, { network, mask, initial, start }, training).map(heard));
  const dense = await training;
  let parent = { mask, trained: dense };
  for (const [index, target] of targets.entries()) {
    const place = { trial, round: index + 1 };
    // 3. Prune the least important of its weights, by default the smallest trained ones: the mask.
    const drawn = await drawMask(lab, place, { initial, ...parent }, target);
    mask = drawn.mask;
    // 4. Rewind the survivors, by default to their initial weights: the ticket.
    const start = await ticketStart(lab.plan.rewind, mask, { initial, dense, trained: parent.trained });
    lab.masks.offer(trial, place.round, mask);
    await lab.observer.onTicket({ ...place, ...drawn, initialWeights: start.weights });
    // 5. Train it; beside it, not waited for, the same mask reinitialised and random masks of its size.
    const training = trainTicket(lab, place, start, mask);
    controls.push(...trainControls(lab, place, { network, mask, initial, start }, training).map(heard));
    // 6. Iterative: the next round prunes this ticket. One-shot: every round prunes the dense network.
    if (pruning.schedule === 'iterative') parent = { mask, trained: await training };
    else controls.push(heard(training));
  }
}

/** A control may fail long before anybody waits for it: that is no unhandled rejection. */
function heard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

async function runTrial(lab: Laboratory, trial: number): Promise<void> {
  const controls: Promise<unknown>[] = [];
  const tickets = findTickets(lab, trial, controls);
  // Once the tickets are done, or failed, no control is added any more.
  await tickets.catch(() => undefined);
  lab.masks.end(trial);
  await settleAll([tickets, ...controls]);
}

/**
 * Runs all trials side by side; `work` limits how many trainings run at once.
 * A failed ticket ends its trial, a failed control nothing; either is reported when all the rest is finished.
 * @throws WorkCancelled, TrainingFailed, or AggregateError of several TrainingFailed.
 */
export async function runExperiment(plan: ExperimentPlan, work: Work, observer: ExperimentObserver): Promise<void> {
  const lab: Laboratory = { plan, work, observer, masks: new TrialMasks(plan.trials) };
  const trials = Array.from({ length: plan.trials }, (_, index) => runTrial(lab, index + 1));
  await settleAll(trials);
}
