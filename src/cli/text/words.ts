/** Numbers in words for the terminal. */
import { factsWords } from '../../shared/results/data-notes.ts';
import type { RunSize } from '../../shared/channel/runner-protocol.ts';
import type { Spread } from '../../shared/results/verdict/statistics.ts';
import { formatAccuracy, formatBytes, formatCount, formatDuration } from '../../shared/text/format.ts';

/** "1 training", "2 trainings". */
export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

export const absent = '-';

export function accuracy(value: number | Spread | null | undefined): string {
  if (value === null || value === undefined) return absent;
  return formatAccuracy(typeof value === 'number' ? value : value.mean);
}

/** "48 trainings, 20 of them there already" */
function trainingsToDo({ trainings, stored = 0 }: RunSize): string {
  const there = stored === 0 ? '' : `, ${stored === trainings ? 'all' : String(stored)} of them there already`;
  return counted(trainings, 'training') + there;
}

/** How much a run is: what it is trained on, trainings and time, then memory and disk. */
export function sizeWords(size: RunSize): string {
  const { data, trainings, stored, seconds, leastSeconds, measured, workers, memoryBytes, diskBytes } = size;
  const facts = data ? `${factsWords(data)}.\n` : '';
  const guess = measured ? '' : ' (a guess: nothing has been trained on this machine yet)';
  const saved =
    leastSeconds === undefined ? '' : `, at least ${formatDuration(leastSeconds)} if Early-Bird ends trainings as early as it can`;
  if (stored === trainings) return `${facts}${trainingsToDo(size)}: nothing is left to train.`;
  const time = `${trainingsToDo(size)}, about ${formatDuration(seconds)}${saved}${guess}`;
  const memory = `${counted(workers, 'worker')}, about ${formatBytes(memoryBytes)} of memory`;
  return `${facts}${time}; ${memory}; at most about ${formatBytes(diskBytes)} on disk.`;
}
