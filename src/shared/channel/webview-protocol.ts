/** Calls and events between the host and the panel's webview. */
import type { Spreads } from '../figures/figure/figure.ts';
import type { ExperimentDocument } from '../results/experiment.ts';
import type { TicketDetails } from '../results/ticket/ticket-details.ts';
import type { FilterKernels, FilterPlace } from '../results/ticket/filter-kernels.ts';
import type { LayerMask } from '../results/ticket/layer-mask.ts';
import type { MeasuredDevice, RunProgress } from '../results/progress.ts';
import type { SweepRow } from '../results/sweep-row.ts';
import type { TicketAnalysis } from '../results/ticket/ticket-analysis.ts';
import type { UnderWay } from '../results/under-way.ts';
import type { WouldTell } from '../results/verdict/verdict.ts';
import type { Evaluation } from '../specs/training.ts';

/** Everything that the panel shows; asked for when the panel is ready, then kept fresh by whole snapshots. */
export interface PanelSnapshot {
  /** Without the evaluations of its finished trainings, which are many and asked for (`curves`). */
  readonly document: ExperimentDocument | null;
  /** Only while this window or another one runs the experiment. */
  readonly progress: RunProgress | null;
  /** The ticket that is being inspected. */
  readonly ticket: TicketDetails | null;
  readonly canRun: boolean;
  /** The experiments of the sweep that this one belongs to, itself among them. */
  readonly sweep?: readonly SweepRow[];
  /** Whether this window runs it, even before there is any progress. */
  readonly running?: boolean;
  /** While this window's run measures a graphics card, before there is any progress. */
  readonly measuring?: MeasuredDevice;
  /** While it is run, here or elsewhere. */
  readonly underWay?: UnderWay;
}

/** Host -> webview. */
export interface PanelEvents {
  snapshot: PanelSnapshot;
  progress: RunProgress;
  underWay: UnderWay;
}

/** A figure as a file: PNG in base64, the others as text. */
export interface SavedFigure {
  /** For the file's name. */
  readonly name: string;
  readonly kind: 'png' | 'svg' | 'csv';
  readonly content: string;
}

/** Webview -> host. */
export interface PanelCalls {
  ready: { payload: { readonly experiment: string }; reply: PanelSnapshot };
  inspect: { payload: { readonly ticket: string }; reply: TicketDetails };
  /** Reads the ticket's weights. */
  analyse: { payload: { readonly ticket: string }; reply: TicketAnalysis };
  /** A page of kernels of one filter. */
  kernels: { payload: { readonly ticket: string; readonly place: FilterPlace }; reply: FilterKernels };
  /** Evaluations of finished trainings, by the hash of the training. */
  curves: { payload: { readonly hashes: readonly string[] }; reply: Readonly<Record<string, readonly Evaluation[]>> };
  /** The mask of one layer. */
  mask: { payload: { readonly ticket: string; readonly layer: string }; reply: LayerMask };
  /** The other experiments of the same store. */
  others: { payload: Record<never, never>; reply: readonly string[] };
  other: { payload: { readonly experiment: string }; reply: ExperimentDocument | null };
  /** Shows the panel of another member of the sweep. */
  showMember: { payload: { readonly experiment: string }; reply: null };
  /** Shows the page of the sweep that the experiment belongs to. */
  showSweep: { payload: Record<never, never>; reply: null };
  saveFigure: { payload: SavedFigure; reply: null };
  /** Runs the experiment with the one setting changed that would settle its verdict. */
  runWith: { payload: WouldTell; reply: null };
  command: {
    payload: {
      readonly command: 'run' | 'cancel' | 'openConfig' | 'showLog' | 'retrain' | 'compare' | 'exportCsv' | 'exportReport';
      readonly ticket?: string;
    };
    reply: null;
  };
}

export type YEnds = readonly [from: number | null, to: number | null];

/** How curves are drawn. */
export interface CurveSettings {
  readonly logarithmic: boolean;
  /** Evaluations that a point is the mean of. */
  readonly smoothing: number;
  readonly spreads: Spreads;
  readonly series: readonly string[];
}

/** Kept by the webview's own setState; what the serializer gets back. */
export interface PanelState {
  readonly experiment: string;
  readonly storeFolder: string;
  readonly tab: string;
  /** Whether `experiment` is the name of a sweep. */
  readonly isSweep?: boolean;
  readonly hiddenSeries: readonly string[];
  readonly chosenRounds: readonly number[];
  readonly ticket: string | null;
  /** The layer whose mask is shown; the first where there is none of that name. */
  readonly maskLayer?: string;
  /** How its rows and columns are ordered. */
  readonly maskOrder?: string;
  /** The key of the line whose range alone is drawn. */
  readonly spreadOf?: string;
  readonly curves?: CurveSettings;
  /** Ends of the y axis that were chosen, by figure; null where the axis finds its own. */
  readonly yEnds?: Readonly<Record<string, YEnds>>;
}
