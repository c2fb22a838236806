import type { ExperimentDocument, InstabilitySummary } from '../experiment.ts';

/** Barriers of one round, means over the trials in which they are measured. */
export interface InstabilityRow {
  readonly round: number;
  /** A fraction 0..1. */
  readonly remaining: number;
  /** A fraction 0..1. */
  readonly errorBarrier: number;
  readonly lossBarrier: number;
  readonly trials: number;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function rowOf(round: number, remaining: number, measured: readonly InstabilitySummary[]): InstabilityRow {
  const [errorBarrier, lossBarrier] = [mean(measured.map((one) => one.errorBarrier)), mean(measured.map((one) => one.lossBarrier))];
  return { round, remaining, errorBarrier, lossBarrier, trials: measured.length };
}

/** Of the rounds of which something is measured. */
export const instabilityRows = ({ rounds, instability = [] }: ExperimentDocument): InstabilityRow[] =>
  rounds.flatMap(({ round, remaining }) => {
    const measured = instability.filter((one) => one.round === round);
    return measured.length === 0 ? [] : [rowOf(round, remaining, measured)];
  });
