/** How the learning rate changes over the iterations of a training. */
import { cosineOfHalfTurns } from '../numbers/math.ts';

interface Cosine {
  readonly kind: 'cosine';
  /** Of the whole training, warm-up included. */
  readonly iterations: number;
  /** Share of the full rate that the curve falls to. */
  readonly final: number;
}

interface OneCycle {
  readonly kind: 'one-cycle';
  readonly iterations: number;
  readonly form: 'cosine' | 'linear';
  /** Share of the iterations in which the rate rises. */
  readonly rise: number;
  /** Shares of the full rate at the first and at the last iteration. */
  readonly start: number;
  readonly final: number;
}

/** A curve that the rate follows; it holds its own length, so that a training that is cut short or goes on later keeps to it. */
export type Annealing = Cosine | OneCycle;

export interface LearningRateSchedule {
  /** Iterations over which the rate rises evenly to its full size; 0 for none. */
  readonly warmup: number;
  /** After `after` iterations the rate is `factor` times its full size, until the next step. Ascending. */
  readonly steps: readonly { readonly after: number; readonly factor: number }[];
  /** In place of steps. */
  readonly annealing?: Annealing;
}

/** From `start` to `end`, at the share `done` (0..1) of the way. */
function between(form: OneCycle['form'], start: number, end: number, done: number): number {
  return form === 'linear' ? start * (1 - done) + end * done : end + ((start - end) / 2) * (1 + cosineOfHalfTurns(done));
}

/** @param finished Iterations behind this one. */
function annealedAt(annealing: Annealing, warmup: number, finished: number): number {
  const { iterations, final } = annealing;
  if (annealing.kind === 'cosine')
    return finished <= warmup ? 1 : between('cosine', 1, final, Math.min(1, (finished - warmup) / (iterations - warmup)));
  const { form, rise, start } = annealing;
  // As in PyTorch's OneCycleLR the last iteration has the final rate, and the highest lies one iteration before the end of the rise.
  const top = rise * iterations - 1;
  if (finished < top) return between(form, start, 1, finished / top);
  return between(form, 1, final, Math.min(1, (finished - top) / (iterations - 1 - top)));
}

/** What an iteration (from 1) takes of the full learning rate: its place in the warm-up, and the factor of the last step or of the curve. */
export function scheduleAt(
  { warmup, steps, annealing }: LearningRateSchedule,
  iteration: number,
): { readonly rise: number; readonly factor: number } {
  return {
    rise: iteration < warmup ? iteration / warmup : 1,
    factor: annealing ? annealedAt(annealing, warmup, iteration - 1) : (steps.findLast(({ after }) => iteration > after)?.factor ?? 1),
  };
}
