import type { TrainSpec } from './training.ts';

/** What an iteration (from 1) takes of the full learning rate: its place in the warm-up, and the last step's factor. */
export function scheduleAt(
  { warmup, steps }: NonNullable<TrainSpec['learningRateSchedule']>,
  iteration: number,
): { readonly rise: number; readonly factor: number } {
  return {
    rise: iteration < warmup ? iteration / warmup : 1,
    factor: steps.findLast(({ after }) => iteration > after)?.factor ?? 1,
  };
}
