import type { TrainOutcome } from '../../../../src/engine/engine.ts';

export type Finished = Extract<TrainOutcome, { kind: 'finished' }>;

export function finished(outcome: TrainOutcome): Finished {
  if (outcome.kind !== 'finished') throw new Error(`The training ended ${outcome.kind}.`);
  return outcome;
}
