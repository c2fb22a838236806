/** Calls and events between the host and the page that compares experiments and tickets. */
import type { SettingDifference } from '../config/facts/setting-differences.ts';
import type { ExperimentDocument, TrainingSummary } from '../results/experiment.ts';
import type { LayerAgreement } from '../results/ticket/mask-agreement.ts';
import type { SavedFigure } from './webview-protocol.ts';

/** What is compared, by the store it lies in and its name. */
export interface ComparedRef {
  readonly storeFolder: string;
  readonly experiment: string;
  /** null where the experiment as a whole is meant. */
  readonly ticket: string | null;
}

export interface ComparedItem {
  readonly ref: ComparedRef;
  /** Unique among the items. */
  readonly label: string;
  /** Evaluations are left out. */
  readonly document: ExperimentDocument;
  /** The ticket whose mask is compared: its own, of an experiment the one that it would show; null before there is any. */
  readonly ticket: ComparedTicket | null;
}

export interface ComparedTicket {
  readonly name: string;
  readonly trial: number;
  readonly round: number;
  readonly remaining: number;
  /** With its evaluations; null while it is not finished. */
  readonly training: TrainingSummary | null;
}

export interface PairAgreement {
  /** Indices of items, `a` below `b`. */
  readonly a: number;
  readonly b: number;
  /** Empty where the networks differ in shape. */
  readonly layers: readonly LayerAgreement[];
}

export interface CompareSnapshot {
  readonly items: readonly ComparedItem[];
  /** Names of what could not be read, with the reason. */
  readonly problems: readonly string[];
  readonly differences: readonly SettingDifference[];
  readonly agreements: readonly PairAgreement[];
}

/** One layer of two masks: a row a unit or filter, a column an input of it. */
export interface LayerPicture {
  readonly layer: string;
  readonly rows: number;
  readonly columns: number;
  /** Base64 of four weights a byte, the first in the lowest bits: 1 where the first mask keeps it, 2 where the second one does. */
  readonly codes: string;
}

export interface CompareEvents {
  snapshot: CompareSnapshot;
}

export interface CompareCalls {
  ready: { payload: Record<never, never>; reply: CompareSnapshot };
  picture: { payload: { readonly a: number; readonly b: number; readonly layer: string }; reply: LayerPicture };
  /** Opens the panel of an item. */
  show: { payload: { readonly item: number }; reply: null };
  /** Opens two tickets in the diff editor. */
  textDiff: { payload: { readonly a: number; readonly b: number }; reply: null };
  saveFigure: { payload: SavedFigure; reply: null };
}
