/** Numbers in words for the terminal. */
import { factsWords } from '../data/notes.ts';
import { durationWords } from '../runs/runner/role-words.ts';
import type { RunSize } from '../shared/channel/runner-protocol.ts';
import type { Spread } from '../shared/results/statistics.ts';
import { formatAccuracy, formatAtLeast, formatCount } from '../shared/text/format.ts';

/** 75 -> "1 min 15 s", 7300 -> "2 h 2 min". */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** 1234567 -> "1.2 MB". */
export function megabytes(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** "1 training", "2 trainings". */
export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

export const absent = '-';

export function accuracy(value: number | Spread | null | undefined): string {
  if (value === null || value === undefined) return absent;
  return formatAccuracy(typeof value === 'number' ? value : value.mean);
}

export function earlyStop({ earlyStopIteration, censored }: { earlyStopIteration: number; censored: boolean }): string {
  return censored ? formatAtLeast(earlyStopIteration) : formatCount(earlyStopIteration);
}

/** How much a run is: what it is trained on, trainings and time, then memory and disk. */
export function sizeWords({ data, trainings, seconds, measured, workers, workerMemoryBytes, diskBytes }: RunSize): string {
  const facts = data ? `${factsWords(data)}.\n` : '';
  const guess = measured ? '' : ' (a guess: nothing has been trained on this machine yet)';
  const time = `${counted(trainings, 'training')}, about ${durationWords(seconds)}${guess}`;
  const memory = `${counted(workers, 'worker')}, about ${megabytes(workerMemoryBytes)} of memory each`;
  return `${facts}${time}; ${memory}; at most about ${megabytes(diskBytes)} on disk.`;
}
