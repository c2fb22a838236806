/** The trainings and sizes of an experiment, known before it begins. */
import type { PruningConfig } from '../../shared/config/schema/pruning-schema.ts';
import { plannedAt, roundCount } from '../../shared/config/facts/planned-trainings.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import type { Network } from '../../shared/network/network.ts';
import { networkSize } from '../../shared/network/parameters.ts';
import { upTo } from '../../shared/numbers/counting.ts';
import type { PruningEnd } from '../../shared/results/pruning/pruning-end.ts';
import type { PlannedRound } from '../../shared/results/under-way.ts';
import { seriesNames } from '../../shared/specs/series.ts';
import { rolePath, type TrainingId } from '../places/role.ts';
import { keptBy, pruningTargets } from './targets.ts';

export type { PlannedRound };

type Counts = Pick<Config, 'trials' | 'controls' | 'transfer' | 'instability'> & {
  readonly pruning: Parameters<typeof roundCount>[0];
};

/** Counts by the rule of pruning alone: which weights go is not known, how many is. Rounds 0, 1, ... */
export function plannedRounds(network: Network, pruning: Omit<PruningConfig, 'criterion'>): readonly PlannedRound[] {
  const all = networkSize(network).weights;
  const after = [all, ...pruningTargets(network, pruning).map(keptBy)];
  return after.map((remainingCount, round) => ({ round, remainingCount, remaining: remainingCount / all }));
}

/** @returns null where the last round prunes too. */
export function pruningEnd(planned: readonly PlannedRound[]): PruningEnd | null {
  const rounds = planned.length - 1;
  const least = planned.at(-1)?.remainingCount;
  const lastRound = planned.findIndex(({ remainingCount }) => remainingCount === least);
  return lastRound < 0 || lastRound === rounds ? null : { lastRound, rounds };
}

function placesOfRound(config: Counts, trial: number, round: number): TrainingId[] {
  return seriesNames.flatMap((series): TrainingId[] => {
    if (series === 'ticket') return [{ trial, round, series, replicate: 0 }];
    return upTo(plannedAt(config, series, round)).map((replicate) => ({ trial, round, series, replicate }));
  });
}

interface Planned {
  readonly places: readonly TrainingId[];
  readonly roles: readonly string[];
}

/** By config: a run asks for its document every second, and there may be hundreds of thousands of places. */
const known = new WeakMap<Counts, Planned>();

function plannedOf(config: Counts): Planned {
  const found = known.get(config);
  if (found) return found;
  const ofOneTrial = [0, ...upTo(roundCount(config.pruning))].flatMap((round) => placesOfRound(config, 1, round));
  const places = upTo(config.trials).flatMap((trial) => ofOneTrial.map((place) => ({ ...place, trial })));
  const planned = { places, roles: places.map(rolePath) };
  known.set(config, planned);
  return planned;
}

/** The places of all trainings, trial by trial, round by round, ticket first. */
export const plannedPlaces = (config: Counts): readonly TrainingId[] => plannedOf(config).places;

/** Roles of the planned places, in the order of `plannedPlaces`. */
export const plannedRoles = (config: Counts): readonly string[] => plannedOf(config).roles;
