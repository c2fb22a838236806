/** How long trainings may be, and how many rounds, so that an experiment takes about so many minutes on this machine. */
import { newConfigText, type NewConfig } from '../../shared/config/text/config-template.ts';
import { checkConfig } from '../../shared/config/reading/check-config.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { estimate } from './estimate.ts';
import type { PastTraining } from './past-trainings.ts';

/** By how much is trained, the most first; trainings that are too short never reach their early stop. */
const candidates = [30_000, 20_000, 10_000, 5000, 3000, 1500, 800, 400]
  .flatMap((iterations) => [15, 10, 7, 4].map((rounds) => ({ iterations, rounds })))
  .toSorted((a, b) => b.iterations * b.rounds - a.iterations * a.rounds);

function configOf(wanted: NewConfig): Config | null {
  return checkConfig(newConfigText(wanted), { path: 'new.lottery.json', readText: () => undefined }).config;
}

/** Evaluations enough for a curve, on a whole number of iterations. */
const evaluateEvery = (iterations: number): number => Math.max(20, Math.round(iterations / 50 / 10) * 10);

/** The most that fits, found by halving, since an estimate takes a moment; the least where nothing does. */
export function fitMinutes(wanted: NewConfig, minutes: number, workers: number | null, past: readonly PastTraining[]): NewConfig {
  const at = (index: number): NewConfig => {
    const { iterations, rounds } = candidates[index] ?? wanted;
    return { ...wanted, iterations, rounds, evaluateEvery: evaluateEvery(iterations) };
  };
  const fits = (config: Config | null): boolean => config !== null && estimate(config, workers, past).seconds <= 60 * minutes;
  let [low, high] = [0, candidates.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (fits(configOf(at(middle)))) high = middle;
    else low = middle + 1;
  }
  return at(high);
}
