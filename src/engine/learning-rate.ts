import { scheduleAt, type TrainSpec } from '../shared/specs/training.ts';

/** The learning rate of an iteration (from 1): full size times its place in the warm-up and the last step's factor. */
export function learningRateAt(
  { optimizer, learningRateSchedule }: Pick<TrainSpec, 'optimizer' | 'learningRateSchedule'>,
  iteration: number,
): number {
  if (!learningRateSchedule) return optimizer.learningRate;
  const { rise, factor } = scheduleAt(learningRateSchedule, iteration);
  return optimizer.learningRate * rise * factor;
}
