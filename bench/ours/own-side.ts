/** Our side of steps and evaluations. */
import type { Engine, TrainInput } from '../../src/engine/engine.ts';
import { type Cost, minus, per } from '../measure/cost.ts';
import { iterationsCost } from './ticks.ts';

/** More than any block runs. */
const endless = 1_000_000_000;
const firstGuess = 3;
/** Enough for V8 to compile the kernels with its optimising tier, and for all memory to have been touched: whichever takes longer. */
const warmSeconds = 0.15;
const fewestWarm = 6;
/** Steps of wide layers differ by a few per cent. */
const fewestTimed = 3;

const without = (input: TrainInput): TrainInput => withCadence(input, endless);

function withCadence(input: TrainInput, evaluateEvery: number): TrainInput {
  return { ...input, spec: { ...input.spec, iterations: endless, evaluateEvery, trainingEvaluation: 'never' } };
}

/** How many units fill so many seconds. */
export const unitsIn = (seconds: number, { wall }: Cost): number => Math.max(1, Math.min(2000, Math.round(seconds / wall)));

export class OwnSide {
  constructor(
    private readonly engine: Engine,
    private readonly input: TrainInput,
    private readonly blockSeconds: number,
  ) {}

  /** The cost of one training step. */
  step(): Cost {
    return this.iterations(without(this.input));
  }

  /** The cost of one evaluation of validation and test part: steps with an evaluation after each, less the steps. */
  evaluation(): Cost {
    return minus(this.iterations(withCadence(this.input, 1)), this.step());
  }

  private iterations(input: TrainInput): Cost {
    const guess = per(iterationsCost(this.engine, input, { warm: 1, count: firstGuess }), firstGuess);
    const count = Math.max(fewestTimed, unitsIn(this.blockSeconds, guess));
    const warm = Math.max(fewestWarm, unitsIn(warmSeconds, guess));
    return per(iterationsCost(this.engine, input, { warm, count }), count);
  }
}
