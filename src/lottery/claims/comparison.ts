/** Two series within trials, and which of them a claim puts above the other. */
import { trainingsOf as trainingsOfPlan } from '../../shared/results/progress.ts';
import type { StopBound } from '../../shared/results/verdict/early-stop.ts';
import type { TrainingSummary } from '../../shared/results/experiment.ts';
import type { PairedDifference } from '../../shared/results/verdict/statistics.ts';
import { type SeriesName, seriesTitleOf } from '../../shared/specs/series.ts';
import { accuracyAtEnd, accuracyAtStop, accuracyDifference, byTrial, earlyStop, type Measure, stopDifference } from '../results/paired.ts';
import type { JudgedRound } from '../results/summary.ts';
import type { RunEvidence } from './run-evidence.ts';
import { t } from '../../shared/text/language.ts';
import { plural } from '../../shared/text/plural.ts';

export type Quantity = 'stop' | 'accuracy' | 'accuracyAtEnd';

/** Trainings of one round; null where the run has no such round. */
interface Group {
  readonly series: SeriesName;
  readonly round: (evidence: RunEvidence, tested: JudgedRound) => JudgedRound | null;
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
  /** Whether some early stop is only a bound, so that the true difference lies further still in the wanted direction. */
  readonly bound: boolean;
}

type Trainings = readonly TrainingSummary[];

const measures: Readonly<Record<Quantity, Measure>> = { stop: earlyStop, accuracy: accuracyAtStop, accuracyAtEnd };

function mean(trainings: Trainings, measure: Measure): number {
  const numbers = [...byTrial(trainings, measure).values()];
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function trainingsOf(group: Group, evidence: RunEvidence, tested: JudgedRound): Trainings | string {
  const round = group.round(evidence, tested)?.round;
  if (round === undefined) return t('the run has no round to compare with');
  const planned = evidence.planned(round, group.series);
  if (planned === 0) return t('this run trains no {0} at round {1}', seriesTitleOf(group.series), round);
  const trainings = evidence.of(round, group.series);
  return trainings.length < planned ? t('round {0} is not finished: {1}', round, trainingsOfPlan(trainings.length, planned)) : trainings;
}

/** A bound is good enough where the true number only speaks the more for the claim. */
const suffices = (bound: StopBound, wanted: Comparison['wanted']): boolean =>
  bound === 'exact' || bound === (wanted === 'below' ? 'at-most' : 'at-least');

function boundWords(trainings: Trainings): string {
  const count = (bound: StopBound): number => trainings.filter(({ earlyStopBound }) => earlyStopBound === bound).length;
  if (count('at-least') > 0)
    return plural(count('at-least'), {
      one: 'budget too short: one training has its minimum of the validation loss in the last 5 %',
      other: 'budget too short: {0} trainings have their minimum of the validation loss in the last 5 %',
    });
  return plural(count('at-most'), {
    one: 'evaluated too rarely: one training has its minimum of the validation loss at the first evaluation',
    other: 'evaluated too rarely: {0} trainings have their minimum of the validation loss at the first evaluation',
  });
}

interface Numbers {
  readonly difference: PairedDifference | null;
  readonly bound: StopBound;
}

function numbersOf({ quantity }: Comparison, { resolution }: RunEvidence, first: Trainings, second: Trainings, outside: number): Numbers {
  if (quantity === 'stop') {
    const difference = stopDifference(first, second, { outside, resolution: resolution.stop });
    return { difference, bound: difference?.bound ?? 'exact' };
  }
  const options = { outside, resolution: resolution.accuracy };
  return { difference: accuracyDifference(first, second, measures[quantity], options), bound: 'exact' };
}

/**
 * @param outside The share that the interval leaves outside, on both sides together.
 * @returns Words why nothing can be compared; they go on after "cannot tell:".
 */
export function compare(comparison: Comparison, evidence: RunEvidence, tested: JudgedRound, outside = 0.05): Compared | string {
  const [first, second] = [trainingsOf(comparison.first, evidence, tested), trainingsOf(comparison.second, evidence, tested)];
  if (typeof first === 'string') return first;
  if (typeof second === 'string') return second;
  const { difference, bound } = numbersOf(comparison, evidence, first, second, outside);
  if (difference === null) return t('the test accuracy at the end was not measured');
  if (!suffices(bound, comparison.wanted)) return boundWords([...first, ...second]);
  const measure = measures[comparison.quantity];
  return { difference, first: mean(first, measure), second: mean(second, measure), bound: bound !== 'exact' };
}
