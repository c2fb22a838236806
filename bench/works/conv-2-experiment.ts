/** The paper's whole Conv-2 experiment as a sum of what was measured: it would run for days. */
import { evaluatedSamples } from '../conv-input.ts';
import type { BenchRow } from '../document.ts';

/** Preset "paper/conv-2" with 24 rounds: one trial's tickets, evaluated every 100 iterations on 5,000 and 10,000 samples. */
const trainings = 24;
const iterations = 20_000;
const evaluations = 200;
const samples = 15_000;
const secondsIn = { us: 1e-6, ms: 1e-3, s: 1, MB: NaN } as const;

type Side = 'ours' | 'theirs';

/** Seconds of a unit in each round: measured ones, and between two of them along a straight line of the logarithm. */
function secondsAt(known: readonly (readonly [number, number])[], round: number): number {
  const after = known.findIndex(([at]) => at >= round);
  const [end, high] = known[after] ?? [round, NaN];
  const [start, low] = known[after - 1] ?? [end, high];
  return start === end || end === round ? high : low * (high / low) ** ((round - start) / (end - start));
}

function total(rows: readonly BenchRow[], what: string, peer: string | null, rounds: readonly number[], side: Side): number {
  const known = rounds.map((round) => {
    const row = rows.find((each) => each.work === `conv-2-${what}-round-${String(round)}` && each.peer === peer);
    return [round, (row?.[side] ?? NaN) * secondsIn[row?.unit ?? 'MB']] as const;
  });
  return Array.from({ length: trainings }, (_, round) => secondsAt(known, round)).reduce((sum, seconds) => sum + seconds, 0);
}

function seconds(rows: readonly BenchRow[], peer: string | null, rounds: readonly number[], side: Side): number {
  const part = (what: string): number => total(rows, what, peer, rounds, side);
  return iterations * part('step') + (evaluations * samples * part('evaluation')) / evaluatedSamples;
}

/** One row for each peer. */
export function conv2Experiment(rows: readonly BenchRow[], rounds: readonly number[]): BenchRow[] {
  const first = rows.filter(({ work }) => work === `conv-2-step-round-${String(rounds[0] ?? 0)}`);
  return first.map((row) => {
    const ours = seconds(rows, row.peer, rounds, 'ours');
    const theirs = row.peer === null ? null : seconds(rows, row.peer, rounds, 'theirs');
    const note = `a sum of the measured steps and evaluations, not a run: ${String(trainings)} trainings of 20,000 iterations, 200 evaluations of 15,000 samples each; ${row.note}`;
    return { ...row, work: 'conv-2-experiment', ours, theirs, ratio: theirs === null ? null : theirs / ours, unit: 's', note };
  });
}
