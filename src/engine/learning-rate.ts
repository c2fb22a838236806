import { scheduleAt } from '../shared/specs/learning-rate-schedule.ts';
import type { TrainSpec } from '../shared/specs/training.ts';

/** The learning rate of an iteration (from 1): full size times its place in the warm-up and its schedule's factor. */
export function learningRateAt(
  { optimizer, learningRateSchedule }: Pick<TrainSpec, 'optimizer' | 'learningRateSchedule'>,
  iteration: number,
): number {
  if (!learningRateSchedule) return optimizer.learningRate;
  const { rise, factor } = scheduleAt(learningRateSchedule, iteration);
  return optimizer.learningRate * rise * factor;
}

/** Learning rates of a training: at its first and last iteration, and the highest. */
export interface LearningRateRange {
  readonly first: number;
  readonly highest: number;
  readonly last: number;
}

/** Iterations at which a rate may be highest: where a warm-up, a step or a rise ends. */
function turns({ learningRateSchedule }: Pick<TrainSpec, 'learningRateSchedule'>): readonly number[] {
  const { warmup = 0, steps = [], annealing } = learningRateSchedule ?? {};
  const top = annealing?.kind === 'one-cycle' ? annealing.rise * annealing.iterations : 1;
  return [warmup, ...steps.map(({ after }) => after + 1), Math.floor(top), Math.ceil(top)];
}

export function learningRateRange(spec: Pick<TrainSpec, 'optimizer' | 'learningRateSchedule' | 'iterations'>): LearningRateRange {
  const { iterations } = spec;
  const rates = [1, ...turns(spec), iterations].map((iteration) => learningRateAt(spec, Math.min(Math.max(1, iteration), iterations)));
  return { first: rates[0] ?? NaN, highest: Math.max(...rates), last: rates.at(-1) ?? NaN };
}
