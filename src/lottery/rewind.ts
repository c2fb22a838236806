/** Step 3 of the experiment: the remaining weights go back to their initial values, or to what the config's strategy says. */
import type { OptimizerState } from '../engine/training-session.ts';
import type { RewindConfig } from '../shared/config/schema/pruning-schema.ts';
import { scheduleAt } from '../shared/specs/learning-rate-schedule.ts';
import type { TrainSpec } from '../shared/specs/training.ts';
import type { Mask, Weights } from '../shared/tensors/tensors.ts';
import { applyMask } from './masks/mask.ts';
import type { Trained } from './work.ts';

/** The optimiser's state without what belongs to pruned weights: a momentum left over would move them. */
function maskState({ slots, betaProducts }: OptimizerState, mask: Mask): OptimizerState {
  return { betaProducts, slots: new Map([...slots].map(([name, slot]) => [name, applyMask(slot, mask)])) };
}

type Scheduled = Pick<TrainSpec, 'iterations' | 'learningRateSchedule'>;

/** The schedule that stays at the rate of another one's last iteration; none where the rate is constant anyway. */
function scheduleEnd({ iterations, learningRateSchedule }: Scheduled): Pick<TrainSpec, 'learningRateSchedule'> {
  if (!learningRateSchedule) return {};
  const { rise, factor } = scheduleAt(learningRateSchedule, iterations);
  return { learningRateSchedule: { warmup: 0, steps: [{ after: 0, factor: factor * rise }] } };
}

/** The trial's initial weights where the mask keeps them, 0 elsewhere; initial biases. */
export function rewind(initial: Weights, mask: Mask): Weights {
  return applyMask(initial, mask);
}

/** The start of a ticket's training. A part that is absent begins anew: a new optimiser, schedule and data order at 0. */
export interface TicketStart extends Pick<TrainSpec, 'learningRateSchedule'> {
  readonly weights: Weights;
  /** Schedule and data order continue after it. */
  readonly startIteration?: number;
  readonly optimizerState?: OptimizerState;
}

/** The weights that a ticket can go back to. */
interface Past {
  readonly initial: Weights;
  readonly dense: Trained;
  /** The training that the mask was drawn from. */
  readonly trained: Trained;
}

/** "Stabilizing the Lottery Ticket Hypothesis" (Frankle et al. 2019): weights and biases of iteration k of the dense training. */
async function lateRewinding(k: number, mask: Mask, { dense }: Past): Promise<TicketStart> {
  return { weights: rewind(await dense.snapshot(k), mask), startIteration: k };
}

/** Renda, Frankle & Carbin 2020: the trained weights stay, the schedule begins again. */
async function learningRateRewinding(mask: Mask, { trained }: Past): Promise<TicketStart> {
  return { weights: applyMask(await trained.finalWeights(), mask) };
}

/** Continued training (the paper, appendix B, strategy 2): trained weights and optimiser state, the schedule at its end. */
async function continued(mask: Mask, { trained }: Past): Promise<TicketStart> {
  const optimizerState = maskState(await trained.optimizerState(), mask);
  return { weights: applyMask(await trained.finalWeights(), mask), optimizerState, ...scheduleEnd(trained.record.spec) };
}

/** The start of the ticket that `mask` makes, by the config's strategy; "initial" is the paper's. */
export async function ticketStart(strategy: RewindConfig, mask: Mask, past: Past): Promise<TicketStart> {
  if (strategy === 'initial') return { weights: rewind(past.initial, mask) };
  if (strategy === 'learning-rate') return learningRateRewinding(mask, past);
  if (strategy === 'none') return continued(mask, past);
  return lateRewinding(strategy.iteration, mask, past);
}
