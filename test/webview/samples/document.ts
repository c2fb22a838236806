/** A realistic experiment: LeNet-300-100 on MNIST, two trials, 100 to 16.9 % of the weights, with the shapes of real curves. */
import { checkClaims } from '../../../src/lottery/claims/claims-for.ts';
import { summarise } from '../../../src/lottery/results/summary.ts';
import { builtInSummary } from '../../../src/shared/results/data-summary.ts';
import { type Config, configSchema } from '../../../src/shared/config/schema/schema.ts';
import type { StopBound } from '../../../src/shared/results/verdict/early-stop.ts';
import type { EvaluatedNetwork, Moment } from '../../../src/shared/results/pruning/evaluated-network.ts';
import type { ExperimentDocument, RoundSummary, TrainingSummary } from '../../../src/shared/results/experiment.ts';
import type { TicketCost } from '../../../src/shared/results/pruning/ticket-cost.ts';
import { verdictReason } from '../../../src/shared/results/verdict/verdict-words.ts';
import type { SeriesName } from '../../../src/shared/specs/series.ts';
import type { Evaluation } from '../../../src/shared/specs/training.ts';
import { inEnglishWords, tell, tellNumber, tellingsOf } from '../../../src/shared/text/told.ts';

type Row = readonly [accuracy: number, stop: number];

const remaining = [1, 0.8004, 0.6407, 0.5128, 0.4105, 0.3287, 0.2632, 0.2107, 0.1688];
const tickets: readonly Row[] = [
  [97.47, 2700],
  [97.86, 3250],
  [98.08, 3550],
  [98.08, 2050],
  [98.23, 1900],
  [98.3, 1900],
  [98.33, 1700],
  [98.36, 2150],
  [98.36, 2200],
];
const reinits: readonly Row[] = [
  [97.81, 4100],
  [97.94, 4750],
  [97.94, 3300],
  [97.97, 4300],
  [98.01, 4800],
  [98.01, 4700],
  [97.94, 4150],
  [97.94, 6100],
];
const masks: readonly Row[] = [
  [97.91, 4950],
  [97.7, 3450],
  [97.82, 5000],
  [98, 6200],
  [97.79, 3900],
  [97.86, 4700],
  [97.81, 5450],
  [97.53, 8700],
];

/** Why a run that has failed did so, as its runner tells it. */
const divergence = tell(
  'The loss became NaN at iteration {0}: the learning rate {1} is probably too high; try {2} or less.',
  ...[tellNumber('count', 1200), tellNumber('number', 0.5), tellNumber('number', 0.05)],
);

export const totalWeights = 266_200;
const iterations = 15_000;

interface Options {
  readonly experiment?: string;
  readonly state?: ExperimentDocument['state'];
  /** How many rounds there are so far, the dense one included. */
  readonly rounds?: number;
  /** Adds a last round in which nothing remains. */
  readonly zero?: boolean;
  /** The random mask's last round was still improving when the budget ended. */
  readonly censored?: boolean;
  /** A narrow Conv-2 on CIFAR-10 instead; the numbers stay. */
  readonly convolutional?: boolean;
}

export function sampleDocument(options: Options = {}): ExperimentDocument {
  const trainings = allTrainings(options);
  const count = options.rounds ?? remaining.length;
  const data = options.convolutional ? { dataset: 'cifar-10', network: 'conv-2' } : {};
  const config = configSchema.parse({ trials: 2, training: { iterations }, ...data });
  const rounds = roundsOf(config, sizes(options).slice(0, count + (options.zero ? 1 : 0)), trainings);
  const base = {
    schemaVersion: 1 as const,
    experiment: options.experiment ?? 'lenet-mnist',
    config,
    configPath: 'examples/lenet-mnist.lottery.json',
  };
  const facts = { engine: { name: 'wasm', numerics: 1 }, trials: 2, plannedTrainings: 56, rounds, trainings, retrainings: [] };
  const state = options.state ?? 'running';
  return {
    ...base,
    ...facts,
    state,
    costs: [1, 2].flatMap((trial) => rounds.slice(1).map(({ round }) => sampleCost(trial, round))),
    evaluated: trainings.flatMap(evaluatedBefore),
    claims: checkClaims(config, rounds, trainings),
    ...(state === 'failed' ? { failure: inEnglishWords(divergence), tellings: tellingsOf([divergence]) } : { failure: null }),
    damage: [],
    failedTrainings: [],
    emptiedLayers: [],
    data: builtInSummary('mnist'),
    headline: headline(count),
  };
}

function headline(rounds: number): ExperimentDocument['headline'] {
  if (rounds < 4)
    return {
      ...{ round: null, kind: 'pending', about: null, label: null, wouldTell: [] },
      title: 'No winning ticket yet.',
      text: 'No pruned network is both earlier and as accurate as the dense one so far.',
    };
  const title = 'Winning ticket with 21.1 % of the weights.';
  const text =
    '0.89 points more accurate than the dense network (98.36 % against 97.47 %) and 20 % earlier (iteration 2,150 against 2,700). Its random reinitialisation is 0.42 points worse and stops 1.9 times later; a random mask of the same size is 0.54 points worse. Two trials: a first answer, not proof.';
  return { round: Math.min(7, rounds - 1), about: Math.min(7, rounds - 1), kind: 'winning', label: 'winning', wouldTell: [], title, text };
}

const sizes = ({ zero }: Options): readonly number[] => (zero ? [...remaining, 0] : remaining);

function allTrainings(options: Options): TrainingSummary[] {
  const count = options.rounds ?? remaining.length;
  return [1, 2].flatMap((trial) =>
    sizes(options)
      .slice(0, count + (options.zero ? 1 : 0))
      .flatMap((_, round) => [
        training(trial, round, 'ticket', tickets[round] ?? [9.8, 100], false),
        ...(round === 0 ? [] : [training(trial, round, 'randomReinit', reinits[round - 1] ?? [9.8, 100], false)]),
        ...(round === 0
          ? []
          : [training(trial, round, 'randomMask', masks[round - 1] ?? [9.8, 100], options.censored === true && round === 8)]),
      ]),
  );
}

function training(trial: number, round: number, series: SeriesName, [accuracy, stop]: Row, censored: boolean): TrainingSummary {
  const away = (trial === 1 ? 1 : -1) * (0.03 + ((round * 7 + series.length) % 5) * 0.03);
  const reached = (accuracy + (series === 'ticket' ? away / 2 : away)) / 100;
  const earlyStopIteration = censored
    ? 14_600 + trial * 100
    : stop + (trial === 1 ? 1 : -1) * (50 + ((round * 3 + series.length) % 4) * 100);
  const role = `trial-${trial}/round-${String(round).padStart(2, '0')}/${series === 'ticket' ? 'ticket' : `${series}-1`}`;
  const evaluations = curve(reached, earlyStopIteration, trial + round);
  const atEnd = { testAccuracyAtEnd: reached - 0.001, trainAccuracyAtEnd: 1 };
  const earlyStopBound: StopBound = censored ? 'at-least' : 'exact';
  const numbers = { earlyStopIteration, censored, testAccuracyAtEarlyStop: reached, validationLossAtEarlyStop: 0.0714832 };
  return {
    role,
    trial,
    round,
    series,
    replicate: series === 'ticket' ? 0 : 1,
    hash: hashOf(role),
    ...numbers,
    earlyStopBound,
    ...atEnd,
    evaluations,
  };
}

/** Of iterative pruning: what all rounds before it have cost. */
function sampleCost(trial: number, round: number): TicketCost {
  const cost = (share: number) => ({ multiplyAdds: Math.round(share * 5.6e11), share });
  const before = remaining.slice(0, round).reduce((sum, share) => sum + share, 0);
  return { trial, round, finding: cost(before), training: cost(remaining[round] ?? 0) };
}

/** Pruning alone loses little, and an untrained network has little. */
function evaluatedBefore({ trial, round, series, replicate, testAccuracyAtEarlyStop: reached }: TrainingSummary): EvaluatedNetwork[] {
  const place = { trial, round, series, replicate };
  const at = (moment: Moment, accuracy: number, loss: number): EvaluatedNetwork => ({
    ...{ ...place, moment },
    ...{ validationLoss: loss * 1.02, validationAccuracy: accuracy - 0.001, testLoss: loss, testAccuracy: accuracy },
  });
  const untrained = at('untrained', (series === 'ticket' ? 0.1 + 0.03 * round : 0.09) + 0.01 * trial, 2.3);
  return series === 'ticket' && round > 0 ? [at('pruned', reached - 0.001 * round * round, 0.08 * round), untrained] : [untrained];
}

/** Not a hash, only as long as one. */
export const hashOf = (text: string): string =>
  [...text]
    .reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7)
    .toString(16)
    .padStart(8, '0')
    .repeat(8);

function curve(reached: number, stop: number, phase: number): Evaluation[] {
  return Array.from({ length: iterations / 100 }, (_, index) => {
    const iteration = (index + 1) * 100;
    const rise = 1 - Math.exp((-5 * iteration) / stop);
    const noise = Math.sin(index * 12.9 + phase * 3.1) * 0.0007;
    const accuracy = reached * (0.9 + 0.1 * rise) + noise;
    return {
      iteration,
      validationLoss: 0.3 * Math.exp((-4 * iteration) / stop) + 0.07,
      validationAccuracy: accuracy - 0.002,
      testAccuracy: accuracy,
    };
  });
}

function roundsOf(config: Config, shares: readonly number[], trainings: readonly TrainingSummary[]): RoundSummary[] {
  const rounds = shares.map((share, round) => ({ round, remaining: share, remainingCount: Math.round(share * totalWeights) }));
  const plan = { rounds, trials: 2, controls: config.controls, budget: config.training, data: builtInSummary('mnist') };
  return summarise(trainings, plan).map((round) => ({
    ...round,
    verdict: round.verdict && { ...round.verdict, reason: verdictReason(round.verdict, round.remaining) },
  }));
}
