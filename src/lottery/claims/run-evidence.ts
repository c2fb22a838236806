/** What claims are tested on: an experiment's trainings by round and series. */
import type { Config } from '../../shared/config/schema/schema.ts';
import type { TrainingSummary } from '../../shared/results/experiment.ts';
import { plannedAt } from '../../shared/config/facts/planned-trainings.ts';
import type { SeriesName } from '../../shared/specs/series.ts';
import { exactly, type Resolution } from '../results/paired.ts';
import type { JudgedRound } from '../results/summary.ts';

/** A claim is tested at the round whose remaining is within this share of the claim's. */
const nearness = 0.1;

/** Sizes are whole numbers of weights: a round of the size that a range ends at may lie beyond it by half a weight. */
const halfWeight = ({ remaining, remainingCount }: JudgedRound): number => (remainingCount > 0 ? (0.5 * remaining) / remainingCount : 0);

const groupOf = ({ round, series }: Pick<TrainingSummary, 'round' | 'series'>): string => `${round}/${series}`;

function grouped(trainings: readonly TrainingSummary[]): ReadonlyMap<string, readonly TrainingSummary[]> {
  const groups = new Map<string, TrainingSummary[]>();
  for (const training of trainings) {
    const group = groups.get(groupOf(training)) ?? [];
    groups.set(groupOf(training), group);
    group.push(training);
  }
  return groups;
}

export class RunEvidence {
  private readonly groups: ReadonlyMap<string, readonly TrainingSummary[]>;

  constructor(
    readonly config: Config,
    readonly rounds: readonly JudgedRound[],
    trainings: readonly TrainingSummary[],
    readonly resolution: Resolution = exactly,
  ) {
    this.groups = grouped(trainings);
  }

  of(round: number, series: SeriesName): readonly TrainingSummary[] {
    return this.groups.get(groupOf({ round, series })) ?? [];
  }

  /** How many there will be, over all trials. */
  planned(round: number, series: SeriesName): number {
    return this.config.trials * plannedAt(this.config, series, round);
  }

  /** The round nearest to `remaining` (0..1) of those within 10 % of it; null where there is none. */
  near(remaining: number): JudgedRound | null {
    return this.nearest(remaining, (distance) => distance <= nearness * remaining);
  }

  /** Pruned rounds with at least `low` and at most `high` remaining: a claim about a range says nothing of what lies outside. */
  within(low: number, high: number): readonly JudgedRound[] {
    return this.pruned.filter((round) => round.remaining >= low - halfWeight(round) && round.remaining <= high + halfWeight(round));
  }

  nearest(remaining: number, suits: (distance: number) => boolean = () => true): JudgedRound | null {
    const distance = (round: JudgedRound): number => Math.abs(round.remaining - remaining);
    const close = this.pruned.filter((round) => suits(distance(round)));
    return close.toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
  }

  get pruned(): readonly JudgedRound[] {
    return this.rounds.filter(({ round }) => round > 0);
  }
}
