import { durationWords } from '../runs/runner/role-words.ts';
import type { RunSize } from '../shared/channel/runner-protocol.ts';
import { counted, megabytes } from './words.ts';

/** How much a run is: trainings and time, then memory and disk. */
export function sizeWords({ trainings, seconds, measured, workers, workerMemoryBytes, diskBytes }: RunSize): string {
  const guess = measured ? '' : ' (a guess: nothing has been trained on this machine yet)';
  const time = `${counted(trainings, 'training')}, about ${durationWords(seconds)}${guess}`;
  const memory = `${counted(workers, 'worker')}, about ${megabytes(workerMemoryBytes)} of memory each`;
  return `${time}; ${memory}; at most about ${megabytes(diskBytes)} on disk.`;
}
