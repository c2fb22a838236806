/** Rounds in numbers: each series over trials and replicates, and the verdict. */
import type { ControlsConfig } from '../../shared/config/schema/controls-schema.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import type { DataSummary } from '../../shared/results/data-summary.ts';
import type { EvaluatedNetwork, Moment } from '../../shared/results/pruning/evaluated-network.ts';
import type { AgainstDense, RoundSummary, SeriesSummary, TrainingSummary } from '../../shared/results/experiment.ts';
import { plannedAt } from '../../shared/config/facts/planned-trainings.ts';
import type { Spread } from '../../shared/results/verdict/statistics.ts';
import type { VerdictData } from '../../shared/results/verdict/verdict.ts';
import { type SeriesName, seriesNames, seriesWords } from '../../shared/specs/series.ts';
import type { PlannedRound } from '../plan/planned.ts';
import {
  accuracyAtEnd,
  accuracyAtStop,
  accuracyDifference,
  exactly,
  type Resolution,
  spread,
  stopDifference,
  stopSpread,
} from './paired.ts';
import { verdict } from './verdict.ts';
import type { Budget } from './would-tell.ts';

export interface SummaryPlan {
  readonly rounds: readonly PlannedRound[];
  readonly trials: number;
  readonly controls: ControlsConfig;
  readonly instability?: Config['instability'];
  readonly transfer?: Config['transfer'];
  readonly budget: Budget;
  /** Networks that were evaluated and not trained. */
  readonly evaluated?: readonly EvaluatedNetwork[];
  /** null where nobody has looked at the data. */
  readonly data: DataSummary | null;
}

/** A round before its verdict is put into sentences. */
export interface JudgedRound extends Omit<RoundSummary, 'verdict'> {
  readonly verdict: VerdictData | null;
}

/** Early stops lie at evaluations, accuracies are counts of test samples. */
export const resolutionOf = ({ evaluateEvery }: Budget, data: DataSummary | null): Resolution => ({
  stop: evaluateEvery,
  accuracy: data === null ? 0 : 1 / data.testSamples,
});

type Trainings = readonly TrainingSummary[];

function againstDense(trainings: Trainings, dense: Trainings, { accuracy, stop }: Resolution): AgainstDense {
  return {
    earlyStopIteration: stopDifference(trainings, dense, { resolution: stop }),
    testAccuracyAtEarlyStop: accuracyDifference(trainings, dense, accuracyAtStop, { resolution: accuracy }),
    testAccuracyAtEnd: accuracyDifference(trainings, dense, accuracyAtEnd, { resolution: accuracy }),
  };
}

/** Test accuracies of the networks of one series that were evaluated and not trained; a moment without any is absent. */
function momentSpreads(networks: readonly EvaluatedNetwork[]): Pick<SeriesSummary, 'testAccuracyPruned' | 'testAccuracyUntrained'> {
  const at = (moment: Moment): Spread | null =>
    spread(networks.filter((network) => network.moment === moment).map(({ testAccuracy }) => testAccuracy));
  const [pruned, untrained] = [at('pruned'), at('untrained')];
  return { ...(pruned && { testAccuracyPruned: pruned }), ...(untrained && { testAccuracyUntrained: untrained }) };
}

interface SeriesPlan {
  /** Trainings that there will be. */
  readonly planned?: number;
  /** The dense networks to compare with; none where these are the dense networks. */
  readonly dense?: Trainings;
  readonly resolution?: Resolution;
  readonly evaluated?: readonly EvaluatedNetwork[];
}

/** A training that is missing, such as one that failed, is in no mean: `n` and `planned` say so. */
export function seriesSummary(trainings: Trainings, plan: SeriesPlan = {}): SeriesSummary {
  const { planned = trainings.length, dense = [], resolution = exactly, evaluated = [] } = plan;
  return {
    n: trainings.length,
    planned,
    censored: trainings.filter((training) => training.censored).length,
    earlyStopIteration: stopSpread(trainings),
    testAccuracyAtEarlyStop: spread(trainings.map((training) => training.testAccuracyAtEarlyStop)),
    validationLossAtEarlyStop: spread(trainings.map((training) => training.validationLossAtEarlyStop)),
    testAccuracyAtEnd: spread(trainings.map((training) => training.testAccuracyAtEnd)),
    trainAccuracyAtEnd: spread(trainings.map((training) => training.trainAccuracyAtEnd)),
    ...momentSpreads(evaluated),
    againstDense: againstDense(trainings, dense, resolution),
  };
}

type BySeries = (round: number, series: SeriesName) => Trainings;

const plannedOf = (plan: SummaryPlan, series: SeriesName, round: number): number => plan.trials * plannedAt(plan, series, round);

function verdictOf({ round }: PlannedRound, plan: SummaryPlan, of: BySeries): VerdictData | null {
  const [ticket, dense] = [of(round, 'ticket'), of(0, 'ticket')];
  if (ticket.length < plan.trials || dense.length < plan.trials) return null;
  const control = (series: 'randomReinit' | 'randomMask') => ({ expected: plannedOf(plan, series, round), trainings: of(round, series) });
  const { budget, data } = plan;
  const controls = { randomReinit: control('randomReinit'), randomMask: control('randomMask') };
  return verdict({ round, ticket, dense, ...controls, budget, data, resolution: resolutionOf(budget, data) });
}

/** Like with like: transferred tickets are compared with the dense network of the data set that they were transferred to. */
const denseSeries = (name: SeriesName): SeriesName => (seriesWords[name].onOtherData ? 'transfer' : 'ticket');

function roundSummary(planned: PlannedRound, plan: SummaryPlan, of: BySeries): JudgedRound {
  const { round, remaining, remainingCount } = planned;
  const present = seriesNames.filter((series) => of(round, series).length > 0);
  const summary = (name: SeriesName): SeriesSummary =>
    seriesSummary(of(round, name), {
      planned: plannedOf(plan, name, round),
      dense: round === 0 && name === denseSeries(name) ? [] : of(0, denseSeries(name)),
      resolution: resolutionOf(plan.budget, plan.data),
      evaluated: plan.evaluated?.filter((network) => network.round === round && network.series === name) ?? [],
    });
  const series = Object.fromEntries(present.map((name) => [name, summary(name)]));
  return { round, remaining, remainingCount, series, verdict: verdictOf(planned, plan, of) };
}

/** By round, then series; in one pass, since there may be thousands. */
function bySeries(trainings: Trainings): ReadonlyMap<number, ReadonlyMap<SeriesName, Trainings>> {
  const rounds = new Map<number, Map<SeriesName, Trainings[number][]>>();
  for (const training of trainings) {
    const series = rounds.get(training.round) ?? new Map<SeriesName, Trainings[number][]>();
    const group = series.get(training.series) ?? [];
    group.push(training);
    rounds.set(training.round, series.set(training.series, group));
  }
  return rounds;
}

/**
 * @param trainings Finished ones in any order; retrainings do not belong here.
 * @returns The rounds of which at least one training is finished; a verdict where every trial's ticket and dense network are.
 */
export function summarise(trainings: Trainings, plan: SummaryPlan): JudgedRound[] {
  // By trial and replicate, so that the order in which trainings finish changes no bit of a mean.
  const ordered = trainings.toSorted((a, b) => a.trial - b.trial || a.replicate - b.replicate);
  const groups = bySeries(ordered);
  const of: BySeries = (round, series) => groups.get(round)?.get(series) ?? [];
  const begun = plan.rounds.filter(({ round }) => groups.has(round));
  return begun.map((planned) => roundSummary(planned, plan, of));
}
