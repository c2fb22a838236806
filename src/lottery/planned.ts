/** What an experiment will do, known before it begins. */
import type { Config } from '../shared/config/schema.ts';
import type { Network } from '../shared/network.ts';
import { prunableOf } from '../shared/network/parameters.ts';
import { productOf } from '../shared/network/shapes.ts';
import { plannedAt } from '../shared/planned-series.ts';
import { seriesNames } from '../shared/series.ts';
import { prunedCount } from './pruned-count.ts';
import type { PruningRates } from './pruning-rates.ts';
import { rolePath } from './role.ts';
import type { TrainingPlace } from './role.ts';

export interface PlannedRound {
  readonly round: number;
  readonly remainingCount: number;
  /** Of all prunable weights, 0..1. */
  readonly remaining: number;
}

type Counts = Pick<Config, 'trials' | 'controls' | 'transfer' | 'instability'> & { readonly pruning: { readonly rounds: number } };

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Counts by the rule of pruning alone: which weights go is not known, how many is. Rounds 0..rounds. */
export function plannedRounds(network: Network, rates: PruningRates, rounds: number): readonly PlannedRound[] {
  const tensors = prunableOf(network);
  let counts = tensors.map(({ shape }) => productOf(shape));
  const all = sum(counts);
  const after = [all];
  for (let round = 1; round <= rounds; round++) {
    counts = tensors.map(({ name }, place) => (counts[place] ?? 0) - prunedCount(counts[place] ?? 0, rates.get(name) ?? 0));
    after.push(sum(counts));
  }
  return after.map((remainingCount, round) => ({ round, remainingCount, remaining: remainingCount / all }));
}

function placesOfRound(config: Counts, trial: number, round: number): TrainingPlace[] {
  return seriesNames.flatMap((series): TrainingPlace[] => {
    if (series === 'ticket') return [{ trial, round, series, replicate: 0 }];
    return upTo(plannedAt(config, series, round)).map((replicate) => ({ trial, round, series, replicate }));
  });
}

/** The places of all trainings, trial by trial, round by round, ticket first. */
export function plannedPlaces(config: Counts): readonly TrainingPlace[] {
  const rounds = [0, ...upTo(config.pruning.rounds)];
  return upTo(config.trials).flatMap((trial) => rounds.flatMap((round) => placesOfRound(config, trial, round)));
}

/** Their roles, in the same order. */
export const plannedRoles = (config: Counts): readonly string[] => plannedPlaces(config).map(rolePath);

/** How many trainings: for each trial the dense network, then in each round the ticket and its controls. */
export const plannedTrainings = (config: Counts): number => plannedPlaces({ ...config, trials: 1 }).length * config.trials;
