/**
 * The experiment of "The Lottery Ticket Hypothesis" (Frankle & Carbin, ICLR 2019, sections 1 and 2), iterative pruning:
 * train, prune, rewind, again; beside each ticket its controls.
 */
import type { Mask, Weights } from '../shared/tensors.ts';
import { trainControls } from './controls.ts';
import { initialWeights } from './initial-weights.ts';
import { fullMask } from './mask.ts';
import type { ExperimentObserver } from './observer.ts';
import type { ExperimentPlan } from './plan.ts';
import { prune } from './pruning.ts';
import { rewind } from './rewind.ts';
import { roleSeed } from './seeds.ts';
import { settleAll } from './settle.ts';
import { train } from './train.ts';
import type { Laboratory } from './train.ts';
import { TrialMasks } from './trial-masks.ts';
import type { Trained, Work } from './work.ts';

const trainTicket = (lab: Laboratory, trial: number, round: number, weights: Weights, mask: Mask | null): Promise<Trained> =>
  train(lab, { trial, round, series: 'ticket', replicate: 0 }, weights, mask);

async function findTickets(lab: Laboratory, trial: number, controls: Promise<unknown>[]): Promise<void> {
  const { network, rates, rounds, seed } = lab.plan;
  // 1. Randomly initialise a network, and keep its initial weights.
  const initial = initialWeights(network, roleSeed(seed, trial, 'initial-weights'));
  let mask = fullMask(network);
  // 2. Train it.
  const dense = trainTicket(lab, trial, 0, initial, null);
  controls.push(...trainControls(lab, { trial, round: 0 }, { network, mask, initial }, dense).map(heard));
  let trained = await dense;
  for (let round = 1; round <= rounds; round++) {
    // 3. Prune the smallest of the trained weights: the mask.
    mask = prune(await trained.finalWeights(), mask, rates);
    // 4. Reset the survivors to their initial weights: the ticket.
    const ticket = rewind(initial, mask);
    lab.masks.offer(trial, round, mask);
    await lab.observer.onTicket({ trial, round, mask, initialWeights: ticket });
    // 5. Train it; beside it, not waited for, the same mask reinitialised and random masks of its size.
    const training = trainTicket(lab, trial, round, ticket, mask);
    controls.push(...trainControls(lab, { trial, round }, { network, mask, initial }, training).map(heard));
    trained = await training;
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
