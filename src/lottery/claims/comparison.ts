/** Two series within trials, and which of them a claim puts above the other. */
import type { RoundSummary, TrainingSummary } from '../../shared/results/experiment.ts';
import type { PairedDifference } from '../../shared/results/statistics.ts';
import { type SeriesName, seriesWords } from '../../shared/specs/series.ts';
import {
  accuracyAtEnd,
  accuracyAtStop,
  byTrial,
  type ByTrial,
  certainStop,
  type Measure,
  pairedDifference,
  stopOrBound,
} from '../results/paired.ts';
import type { RunEvidence } from './run-evidence.ts';

export type Quantity = 'stop' | 'accuracy' | 'accuracyAtEnd';

/** Trainings of one round; null where the run has no such round. */
interface Group {
  readonly series: SeriesName;
  readonly round: (evidence: RunEvidence, tested: RoundSummary) => RoundSummary | null;
}

export const atTested = (series: SeriesName): Group => ({ series, round: (_, tested) => tested });
export const dense: Group = { series: 'ticket', round: ({ rounds }) => rounds.find(({ round }) => round === 0) ?? null };
/** The ticket with `remaining` of the weights, 0..1. */
export const ticketAt = (remaining: number): Group => ({ series: 'ticket', round: (evidence) => evidence.near(remaining) });

export interface Comparison {
  readonly quantity: Quantity;
  /** The claim is about `first - second`. */
  readonly first: Group;
  readonly second: Group;
  readonly wanted: 'above' | 'below' | 'not below';
}

export interface Compared {
  readonly difference: PairedDifference;
  /** Means over trials. */
  readonly first: number;
  readonly second: number;
  /** Whether some early stop is only a lower bound, so that the true difference is larger still in the wanted direction. */
  readonly bound: boolean;
}

const measures: Readonly<Record<Quantity, Measure>> = { stop: certainStop, accuracy: accuracyAtStop, accuracyAtEnd };
const mean = (numbers: ByTrial): number => [...numbers.values()].reduce((sum, number) => sum + number, 0) / numbers.size;

function trainingsOf(group: Group, evidence: RunEvidence, tested: RoundSummary): readonly TrainingSummary[] | string {
  const round = group.round(evidence, tested)?.round;
  if (round === undefined) return 'the run has no round to compare with';
  const planned = evidence.planned(round, group.series);
  if (planned === 0) return `this run trains no ${seriesWords[group.series].title} at round ${round}`;
  const trainings = evidence.of(round, group.series);
  return trainings.length < planned ? `round ${round} is not finished: ${trainings.length} of ${planned} trainings` : trainings;
}

const censored = (trainings: readonly TrainingSummary[]): number => trainings.filter((training) => training.censored).length;

/** A lower bound is good enough where a larger number only speaks the more for the claim. */
function usable({ quantity, wanted }: Comparison, a: readonly TrainingSummary[], b: readonly TrainingSummary[]): Measure | string {
  const [inFirst, inSecond] = [censored(a), censored(b)];
  if (quantity !== 'stop' || inFirst + inSecond === 0) return measures[quantity];
  if ((wanted === 'below' ? inFirst : inSecond) === 0) return stopOrBound;
  const count = inFirst + inSecond;
  return `budget too short: ${count === 1 ? 'one training has its' : `${count} trainings have their`} minimum of the validation loss in the last 5 %`;
}

/** @returns Words why nothing can be compared; they go on after "cannot tell:". */
export function compare(comparison: Comparison, evidence: RunEvidence, tested: RoundSummary, confidence?: number): Compared | string {
  const [first, second] = [trainingsOf(comparison.first, evidence, tested), trainingsOf(comparison.second, evidence, tested)];
  if (typeof first === 'string') return first;
  if (typeof second === 'string') return second;
  const measure = usable(comparison, first, second);
  if (typeof measure === 'string') return measure;
  const [a, b] = [byTrial(first, measure), byTrial(second, measure)];
  const difference = pairedDifference(a, b, confidence);
  if (difference === null) return 'the test accuracy at the end was not measured';
  return { difference, first: mean(a), second: mean(b), bound: measure === stopOrBound };
}
