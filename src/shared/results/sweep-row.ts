/** One experiment of a sweep in the numbers by which its members are compared. */
import type { ExperimentDocument, ExperimentState, RoundSummary } from './experiment.ts';
import { parseMemberName } from '../config/sweep/sweep-name.ts';

export interface SweepRow {
  readonly experiment: string;
  /** "learningRate=0.0012,dense=0.2" */
  readonly values: string;
  readonly state: ExperimentState;
  readonly finishedTrainings: number;
  readonly plannedTrainings: number;
  /** Round by round: means over the trials; null where nothing can be said. */
  readonly rounds: readonly SweepPoint[];
  /** The round of the headline's winning ticket. */
  readonly winningRound: number | null;
}

export interface SweepPoint {
  readonly round: number;
  /** A fraction 0..1. */
  readonly remaining: number;
  readonly testAccuracy: number | null;
  readonly earlyStopIteration: number | null;
}

function pointOf({ round, remaining, series }: RoundSummary): SweepPoint {
  const testAccuracy = series.ticket?.testAccuracyAtEarlyStop?.mean ?? null;
  return { round, remaining, testAccuracy, earlyStopIteration: series.ticket?.earlyStopIteration?.mean ?? null };
}

export function sweepRow({ experiment, state, trainings, plannedTrainings, rounds, headline }: ExperimentDocument): SweepRow {
  return {
    experiment,
    values: parseMemberName(experiment)?.values ?? experiment,
    state,
    finishedTrainings: trainings.length,
    plannedTrainings,
    rounds: rounds.map(pointOf),
    winningRound: headline.kind === 'winning' ? headline.round : null,
  };
}

export const winningPoint = ({ rounds, winningRound }: SweepRow): SweepPoint | undefined =>
  rounds.find(({ round }) => round === winningRound);

/** Of the last ticket; the dense network is none. */
export const lastPoint = ({ rounds }: SweepRow): SweepPoint | undefined => (rounds.length > 1 ? rounds.at(-1) : undefined);
