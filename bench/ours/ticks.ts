/** Times iterations inside a training, through the engine's public hooks: no kernel is called by hand. */
import type { Engine, TrainInput } from '../../src/engine/engine.ts';
import { type Cost, stopwatch } from '../measure/cost.ts';

export interface TimedIterations {
  /** Not timed: caches and compiled code settle. */
  readonly warm: number;
  readonly count: number;
}

/** @returns Cost of all `count` iterations, with whatever the spec evaluates after each. */
export function iterationsCost(engine: Engine, input: TrainInput, { warm, count }: TimedIterations): Cost {
  let iterations = 0;
  let read: (() => Cost) | null = null;
  let cost: Cost | null = null;
  engine.train(input, {
    shouldStop: () => cost !== null,
    // Called between steps, never between the groups of an evaluation.
    wantsCheckpoint: () => {
      if (iterations === warm) read = stopwatch();
      if (iterations === warm + count) cost ??= read?.() ?? null;
      iterations++;
      return false;
    },
  });
  if (!cost) throw new Error(`The training ended after ${iterations} iterations; ${warm + count} were to be timed.`);
  return cost;
}
