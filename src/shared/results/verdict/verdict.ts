/** Whether a round's ticket wins, as data; `verdict-words.ts` makes its sentences. */
import type { DataWarning } from '../data-summary.ts';
import type { StopSpread, PairedDifference, Spread, StopDifference } from './statistics.ts';

export type VerdictState = 'dense' | 'winning' | 'not winning' | 'cannot tell';

/** Why, in a word or two for tables. */
export const verdictLabels = [
  'dense',
  'winning',
  'less accurate',
  'not earlier',
  'budget too short',
  'evaluated too rarely',
  'nothing learnt',
  'ended early',
] as const;
export type VerdictLabel = (typeof verdictLabels)[number];

/** Whatever has no verdict yet, in tables. */
export const noVerdict = 'unfinished';

/** A change of the config that would settle what is open. */
export type WouldTell =
  | { readonly kind: 'more-iterations'; readonly iterations: number }
  | { readonly kind: 'more-evaluations'; readonly evaluateEvery: number }
  | { readonly kind: 'more-trials'; readonly trials: number };

/** One kind of training over trials and replicates. */
export interface Measured {
  /** Test accuracy at early stop. */
  readonly accuracy: Spread;
  readonly stop: StopSpread;
}

export interface ControlFacts {
  readonly series: 'randomReinit' | 'randomMask';
  /** null until all of its trainings are finished. */
  readonly measured: Measured | null;
  /** Both less accurate and later than the ticket; null where that cannot be told, or not yet. */
  readonly beaten: boolean | null;
}

/** Whether the dense network does better than the best constant answer. */
export interface Learning {
  /** Share of the most frequent class of the test set, 0..1. */
  readonly bestConstantAccuracy: number;
  /** More than this is more than chance: 3.09 standard deviations of so many answers above it (one-sided, 0.1 %). */
  readonly threshold: number;
  readonly learnt: boolean;
  /** What in the data may be the reason. */
  readonly warnings: readonly DataWarning[];
}

/** What a verdict rests on. */
export interface VerdictFacts {
  /** At round 0 the dense network itself. */
  readonly ticket: Measured;
  /** null at round 0. */
  readonly dense: Measured | null;
  /** Ticket minus dense network, within trials. */
  readonly accuracyDifference: PairedDifference | null;
  readonly stopDifference: StopDifference | null;
  readonly controls: readonly ControlFacts[];
  /** null where the test set is not known. */
  readonly learning: Learning | null;
  /** Set at round 0 where the dense network's training was ended when its masks had settled. */
  readonly endedEarly?: true;
}

export interface VerdictData {
  readonly state: VerdictState;
  readonly label: VerdictLabel;
  readonly winningTicket: boolean;
  /** null where there is no such control, it is not finished, or its early stop is a bound that does not suffice. */
  readonly betterThanReinit: boolean | null;
  readonly betterThanRandomMask: boolean | null;
  /**
   * Whether the intervals of the paired differences bear the answer out; false where the trials are too few to tell it from
   * chance, null with one trial, where a bound does not suffice, or where nothing is compared.
   */
  readonly certain: boolean | null;
  readonly trials: number;
  readonly wouldTell: readonly WouldTell[];
  readonly facts: VerdictFacts;
}

export interface Verdict extends VerdictData {
  /** The same in sentences. */
  readonly reason: string;
}

export type HeadlineKind = 'winning' | 'none' | 'cannot-tell' | 'pending' | 'imported';

export interface HeadlineData {
  /** Of the winning ticket; null for all other kinds. */
  readonly round: number | null;
  readonly kind: HeadlineKind;
  /** Of the round that the headline speaks about: the winner, or the one that came closest; null where none is judged. */
  readonly about: number | null;
  readonly label: VerdictLabel | null;
  readonly wouldTell: readonly WouldTell[];
  /** Imported tickets, and how many of them are trained; of the kind 'imported' alone. */
  readonly imported?: { readonly all: number; readonly trained: number } | undefined;
}

export interface Headline extends HeadlineData {
  readonly title: string;
  readonly text: string;
}
