/** How many trainings side by side a graphics card does the most of: measured by steps of real trainings, which are thrown away. */
import type { TrainSpec } from '../../shared/specs/training.ts';
import type { Weights } from '../../shared/tensors/tensors.ts';
import type { TrainingThread } from '../threads/thread-handle.ts';

/** A training whose first steps are measured. */
export interface Probe {
  readonly spec: TrainSpec;
  readonly weights: Weights;
}

export interface CardPace {
  /** Side by side. */
  readonly trainings: number;
  /** Of all of them together. */
  readonly stepsPerSecond: number;
}

type Start = () => TrainingThread;

/** Seconds that each number of trainings is measured for; a step that takes longer is measured once. */
const window = { first: 0.2, whole: 1 };
const mostSteps = 2_000;
/** A gain below this is not told from chance, and each training takes memory. */
const leastGain = 1.1;

const stepsIn = (seconds: number, stepsPerSecond: number): number => Math.max(1, Math.min(mostSteps, Math.floor(seconds * stepsPerSecond)));

/** A single step takes longer than a measurement should. */
const isSlow = (stepsPerSecond: number): boolean => stepsPerSecond * window.whole < 1;

/** By the slowest of them. @returns Steps a second of all threads together. */
async function together(threads: readonly TrainingThread[], probe: Probe, steps: number): Promise<number> {
  const seconds = await Promise.all(threads.map((thread) => thread.pace({ ...probe, steps })));
  return (threads.length * steps) / Math.max(...seconds);
}

/** Steps a second of one thread, roughly. The first step of all is not counted: it compiles what the others run. */
async function firstGuess(thread: TrainingThread, probe: Probe): Promise<number> {
  await thread.pace({ ...probe, steps: 1 });
  const guess = await together([thread], probe, 1);
  return isSlow(guess) ? guess : together([thread], probe, stepsIn(window.first, guess));
}

/** The most steps a second; where more trainings bring little more, fewer are better. */
export function bestPace(paces: readonly CardPace[]): CardPace {
  let best: CardPace = { trainings: 1, stepsPerSecond: 0 };
  for (const pace of paces) if (pace.stepsPerSecond >= leastGain * best.stepsPerSecond) best = pace;
  return best;
}

/**
 * @param start Starts a thread; all are ended again.
 * @param most Side by side.
 * @param isWorthwhile Asked with the pace of one training alone: a short run is over before more are measured.
 * @returns For 1, 2, ... trainings, up to the first number that brings nothing.
 * @throws Error where not even one training can be measured.
 */
export async function cardPaces(
  start: Start,
  probe: Probe,
  most: number,
  isWorthwhile: (alone: number) => boolean,
): Promise<readonly CardPace[]> {
  const threads: TrainingThread[] = [];
  const paces: CardPace[] = [];
  const oneMore = async (trainings: number): Promise<CardPace> => {
    const thread = start();
    threads.push(thread);
    const guess = await firstGuess(thread, probe);
    const alone = paces[0]?.stepsPerSecond ?? guess;
    const isKnown = trainings === 1 && (isSlow(alone) || !isWorthwhile(alone));
    return { trainings, stepsPerSecond: isKnown ? alone : await together(threads, probe, stepsIn(window.whole, alone)) };
  };
  try {
    for (let trainings = 1; trainings <= most && bestPace(paces).trainings >= trainings - 1; trainings++) {
      // A card that has no memory for one more says so by failing.
      const pace = await oneMore(trainings).catch((error: unknown) => {
        if (paces.length === 0) throw error;
        return null;
      });
      if (pace === null) break;
      paces.push(pace);
      if (!isWorthwhile(pace.stepsPerSecond)) break;
    }
    return paces;
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

/** Steps a second of one thread. @throws Error where it breaks down. */
export async function threadPace(start: Start, probe: Probe): Promise<number> {
  const thread = start();
  try {
    const first = 1 / (await thread.pace({ ...probe, steps: 1 }));
    return isSlow(first) ? first : await together([thread], probe, stepsIn(window.whole / 2, await firstGuess(thread, probe)));
  } finally {
    await thread.terminate();
  }
}
