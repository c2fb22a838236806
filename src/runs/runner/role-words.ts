/** A training's place in words: "Round 8 of 10, trial 2: random reinitialisation". */
import type { TrainingId } from '../../lottery/places/role.ts';
import { seriesWords } from '../../shared/specs/series.ts';
import { formatCount } from '../../shared/text/format.ts';

export function placeWords({ trial, round, series, replicate }: TrainingId, rounds: number): string {
  const what =
    round === 0 && series === 'ticket' ? 'dense network' : `${seriesWords[series].title}${replicate > 1 ? ` ${String(replicate)}` : ''}`;
  return `Round ${String(round)} of ${String(rounds)}, trial ${String(trial)}: ${what}`;
}

export const iterationWords = (iteration: number, iterations: number): string =>
  `iteration ${formatCount(iteration)} of ${formatCount(iterations)}`;

/** "40 s", "3 min", "2.5 h" */
export function durationWords(seconds: number): string {
  if (seconds < 90) return `${String(Math.max(1, Math.round(seconds)))} s`;
  return seconds < 5400 ? `${String(Math.round(seconds / 60))} min` : `${(seconds / 3600).toFixed(1)} h`;
}
