/** The experiment that both sides run: the paper's on LeNet-300-100, each training shortened. */
import { type Config, configSchema } from '../../src/shared/config/schema/schema.ts';

export interface ExperimentRequest {
  readonly iterations: number;
  /** Rounds of pruning; there is one training more. */
  readonly rounds: number;
  readonly trials: number;
  readonly workers: number;
}

/** As preset "paper/lenet-300-100", but shorter, and tickets alone: no control takes part on either side. */
export function experimentConfig({ iterations, rounds, trials }: ExperimentRequest): Config {
  return configSchema.parse({
    dataset: 'mnist',
    network: 'lenet-300-100',
    training: { iterations, evaluateEvery: Math.min(100, iterations), validationSize: 5000, trainingEvaluation: 'never' },
    pruning: { rounds, rates: { dense: 0.2, output: 0.1 } },
    controls: { randomReinit: 0, randomMask: 0 },
    trials,
  });
}
