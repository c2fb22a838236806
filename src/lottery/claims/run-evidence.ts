/** What claims are tested on: an experiment's trainings by round and series. */
import type { Config } from '../../shared/config/schema/schema.ts';
import type { RoundSummary, TrainingSummary } from '../../shared/results/experiment.ts';
import { plannedAt } from '../../shared/results/planned-series.ts';
import type { SeriesName } from '../../shared/specs/series.ts';

/** A claim is tested at the round whose remaining is within this share of the claim's. */
const nearness = 0.1;

export class RunEvidence {
  constructor(
    readonly config: Config,
    readonly rounds: readonly RoundSummary[],
    private readonly trainings: readonly TrainingSummary[],
  ) {}

  of(round: number, series: SeriesName): readonly TrainingSummary[] {
    return this.trainings.filter((training) => training.round === round && training.series === series);
  }

  /** How many there will be, over all trials. */
  planned(round: number, series: SeriesName): number {
    return this.config.trials * plannedAt(this.config, series, round);
  }

  /** The round nearest to `remaining` (0..1) of those within 10 % of it; null where there is none. */
  near(remaining: number): RoundSummary | null {
    return this.nearest(remaining, (distance) => distance <= nearness * remaining);
  }

  /** Pruned rounds with at least `low` and at most `high` remaining, the ends taken as `near` takes them. */
  within(low: number, high: number): readonly RoundSummary[] {
    return this.rounds.filter(
      (round) => round.round > 0 && round.remaining >= low * (1 - nearness) && round.remaining <= high * (1 + nearness),
    );
  }

  nearest(remaining: number, suits: (distance: number) => boolean = () => true): RoundSummary | null {
    const distance = (round: RoundSummary): number => Math.abs(round.remaining - remaining);
    const pruned = this.rounds.filter((round) => round.round > 0 && suits(distance(round)));
    return pruned.toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
  }
}
