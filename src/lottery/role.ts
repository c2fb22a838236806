/** Where a training stands in its experiment, as a path that people can read. */
import type { SeriesName } from '../shared/experiment.ts';

export interface TrainingPlace {
  /** From 1. */
  readonly trial: number;
  /** 0 is the dense network. */
  readonly round: number;
  readonly series: SeriesName;
  /** 1.. for controls, 0 for the ticket. */
  readonly replicate: number;
}

const words: Readonly<Record<SeriesName, string>> = { ticket: 'ticket', randomReinit: 'random-reinit', randomMask: 'random-mask' };
const seriesByWord = new Map<string, SeriesName>([
  ['ticket', 'ticket'],
  ['random-reinit', 'randomReinit'],
  ['random-mask', 'randomMask'],
]);

/** `trial-1/round-03/ticket`, `trial-1/round-03/random-reinit-1`; round 00's ticket is the dense network. */
export function rolePath({ trial, round, series, replicate }: TrainingPlace): string {
  const number = series === 'ticket' ? '' : `-${replicate}`;
  return `trial-${trial}/round-${String(round).padStart(2, '0')}/${words[series]}${number}`;
}

/** The inverse of `rolePath`; null for anything else. */
export function parseRole(role: string): TrainingPlace | null {
  const match = /^trial-(\d+)\/round-(\d{2,})\/(?:(ticket)|(random-reinit|random-mask)-(\d+))$/.exec(role);
  const series = seriesByWord.get(match?.[3] ?? match?.[4] ?? '');
  if (match === null || series === undefined) return null;
  return { trial: Number(match[1]), round: Number(match[2]), series, replicate: Number(match[5] ?? 0) };
}
