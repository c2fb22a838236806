/** An experiment as large as they come: 5 trials, the dense network and 25 rounds, 500 evaluations a training. */
import { summarise } from '../../../src/lottery/results/summary.ts';
import type { PanelSnapshot } from '../../../src/shared/channel/webview-protocol.ts';
import { configSchema } from '../../../src/shared/config/schema/schema.ts';
import { builtInSummary } from '../../../src/shared/results/data-summary.ts';
import type { TrainingSummary } from '../../../src/shared/results/experiment.ts';
import { hashOf, totalWeights } from './document.ts';
import { sampleSnapshot } from './snapshot.ts';

export const [trials, rounds, evaluations] = [5, 25, 500];

const iterations = 50_000;

function training(trial: number, round: number, sample: TrainingSummary): TrainingSummary {
  const role = `trial-${trial}/round-${String(round).padStart(2, '0')}/ticket`;
  const best = 0.97 + 0.0008 * round - 0.00004 * round * round;
  const points = Array.from({ length: evaluations }, (_, index) => {
    const accuracy = best - 0.3 * 0.97 ** index + 0.0009 * Math.sin(index * 12.9 + trial * 3.1 + round);
    const validationLoss = 0.07 + 0.3 * 0.98 ** index + 0.0001 * round;
    return { iteration: (index + 1) * (iterations / evaluations), validationLoss, validationAccuracy: accuracy, testAccuracy: accuracy };
  });
  const numbers = { testAccuracyAtEarlyStop: best, earlyStopIteration: 9000 - 200 * round + 50 * trial };
  return { ...sample, ...numbers, role, trial, round, hash: hashOf(role), evaluations: points };
}

export function largeSnapshot(): PanelSnapshot {
  const snapshot = sampleSnapshot({ rounds: 2 });
  const { document } = snapshot;
  const sample = document?.trainings.find(({ series }) => series === 'ticket');
  if (!document || !sample) throw new Error('The sample has no ticket.');
  const config = configSchema.parse({ trials, training: { iterations }, pruning: { rounds } });
  const trainings = Array.from({ length: trials }, (_, trial) =>
    Array.from({ length: rounds + 1 }, (_, round) => training(trial + 1, round, sample)),
  ).flat();
  const sizes = Array.from({ length: rounds + 1 }, (_, round) => ({
    round,
    remaining: 0.8 ** round,
    remainingCount: totalWeights * 0.8 ** round,
  }));
  const plan = { rounds: sizes, trials, controls: config.controls, budget: config.training, data: builtInSummary('mnist') };
  return {
    ...snapshot,
    document: {
      ...document,
      config,
      trials,
      trainings,
      evaluated: [],
      costs: [],
      rounds: summarise(trainings, plan).map((round) => ({ ...round, verdict: null })),
    },
  };
}
