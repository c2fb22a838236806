/** What an experiment will do, known before it begins. */
import type { Config } from '../shared/config/schema.ts';
import { seriesNames } from '../shared/experiment.ts';
import { weightName } from '../shared/network.ts';
import type { Network } from '../shared/network.ts';
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

type Counts = Pick<Config, 'trials' | 'controls'> & { readonly pruning: { readonly rounds: number } };

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Counts by the rule of pruning alone: which weights go is not known, how many is. Rounds 0..rounds. */
export function plannedRounds(network: Network, rates: PruningRates, rounds: number): readonly PlannedRound[] {
  let counts = network.layers.map((layer) => layer.inputs * layer.outputs);
  const all = sum(counts);
  const after = [all];
  for (let round = 1; round <= rounds; round++) {
    counts = network.layers.map(
      (layer, place) => (counts[place] ?? 0) - prunedCount(counts[place] ?? 0, rates.get(weightName(layer)) ?? 0),
    );
    after.push(sum(counts));
  }
  return after.map((remainingCount, round) => ({ round, remainingCount, remaining: remainingCount / all }));
}

/** How many trainings: for each trial the dense network, then in each round the ticket and its controls. */
export function plannedTrainings({ trials, pruning, controls }: Counts): number {
  return trials * (1 + pruning.rounds * (1 + controls.randomReinit + controls.randomMask));
}

function placesOfRound(trial: number, round: number, controls: Counts['controls']): TrainingPlace[] {
  return seriesNames.flatMap((series): TrainingPlace[] => {
    if (series === 'ticket') return [{ trial, round, series, replicate: 0 }];
    return round === 0 ? [] : upTo(controls[series]).map((replicate) => ({ trial, round, series, replicate }));
  });
}

/** The roles of all trainings, trial by trial, round by round, ticket first. */
export function plannedRoles({ trials, pruning, controls }: Counts): readonly string[] {
  const rounds = [0, ...upTo(pruning.rounds)];
  return upTo(trials)
    .flatMap((trial) => rounds.flatMap((round) => placesOfRound(trial, round, controls)))
    .map(rolePath);
}
