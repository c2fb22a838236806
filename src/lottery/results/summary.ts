/** Rounds in numbers: each series over trials and replicates, and the verdict. */
import type { ControlsConfig } from '../../shared/config/schema/controls-schema.ts';
import type { AgainstDense, RoundSummary, SeriesSummary, TrainingSummary, Verdict } from '../../shared/results/experiment.ts';
import { plannedAt } from '../../shared/results/planned-series.ts';
import { type SeriesName, seriesNames } from '../../shared/specs/series.ts';
import type { PlannedRound } from '../plan/planned.ts';
import { accuracyAtEnd, accuracyAtStop, certainStop, measuredDifference, spread } from './paired.ts';
import { verdict } from './verdict.ts';

export interface SummaryPlan {
  readonly rounds: readonly PlannedRound[];
  readonly trials: number;
  readonly controls: ControlsConfig;
}

function againstDense(trainings: readonly TrainingSummary[], dense: readonly TrainingSummary[]): AgainstDense {
  return {
    earlyStopIteration: measuredDifference(trainings, dense, certainStop),
    testAccuracyAtEarlyStop: measuredDifference(trainings, dense, accuracyAtStop),
    testAccuracyAtEnd: measuredDifference(trainings, dense, accuracyAtEnd),
  };
}

/**
 * A censored early stop is only a lower bound: it is counted, never averaged as a number.
 * @param dense The dense networks to compare with; none where these are the dense networks.
 */
export function seriesSummary(trainings: readonly TrainingSummary[], dense: readonly TrainingSummary[] = []): SeriesSummary {
  const certain = trainings.filter((training) => !training.censored);
  return {
    n: trainings.length,
    censored: trainings.length - certain.length,
    earlyStopIteration: spread(certain.map((training) => training.earlyStopIteration)),
    testAccuracyAtEarlyStop: spread(trainings.map((training) => training.testAccuracyAtEarlyStop)),
    validationLossAtEarlyStop: spread(trainings.map((training) => training.validationLossAtEarlyStop)),
    testAccuracyAtEnd: spread(trainings.map((training) => training.testAccuracyAtEnd)),
    trainAccuracyAtEnd: spread(trainings.map((training) => training.trainAccuracyAtEnd)),
    againstDense: againstDense(trainings, dense),
  };
}

type BySeries = (round: number, series: SeriesName) => readonly TrainingSummary[];

function verdictOf(planned: PlannedRound, plan: SummaryPlan, of: BySeries): Verdict | null {
  const [ticket, dense] = [of(planned.round, 'ticket'), of(0, 'ticket')];
  if (ticket.length < plan.trials || dense.length < plan.trials) return null;
  const control = (series: 'randomReinit' | 'randomMask'): { expected: number; trainings: readonly TrainingSummary[] } => {
    return { expected: plan.trials * plannedAt(plan, series, planned.round), trainings: of(planned.round, series) };
  };
  return verdict({ ...planned, ticket, dense, randomReinit: control('randomReinit'), randomMask: control('randomMask') });
}

function roundSummary(planned: PlannedRound, plan: SummaryPlan, of: BySeries): RoundSummary {
  const { round, remaining, remainingCount } = planned;
  const present = seriesNames.filter((series) => of(round, series).length > 0);
  const denseFor = (name: SeriesName): readonly TrainingSummary[] => (round === 0 && name === 'ticket' ? [] : of(0, 'ticket'));
  const series = Object.fromEntries(present.map((name) => [name, seriesSummary(of(round, name), denseFor(name))]));
  return { round, remaining, remainingCount, series, verdict: verdictOf(planned, plan, of) };
}

/**
 * @param trainings Finished ones in any order; retrainings do not belong here.
 * @returns The rounds of which at least one training is finished; a verdict where every trial's ticket and dense network are.
 */
export function summarise(trainings: readonly TrainingSummary[], plan: SummaryPlan): RoundSummary[] {
  // By trial and replicate, so that the order in which trainings finish changes no bit of a mean.
  const ordered = trainings.toSorted((a, b) => a.trial - b.trial || a.replicate - b.replicate);
  const of: BySeries = (round, series) => ordered.filter((training) => training.round === round && training.series === series);
  const begun = plan.rounds.filter(({ round }) => trainings.some((training) => training.round === round));
  return begun.map((planned) => roundSummary(planned, plan, of));
}
