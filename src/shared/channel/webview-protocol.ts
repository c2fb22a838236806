/** Calls and events between the host and the panel's webview. */
import type { ExperimentDocument, TicketDetails } from '../results/experiment.ts';
import type { FilterKernels, FilterPlace } from '../results/filter-kernels.ts';
import type { RunProgress } from '../results/progress.ts';
import type { SweepRow } from '../results/sweep-row.ts';
import type { TicketAnalysis } from '../results/ticket-analysis.ts';
import type { WouldTell } from '../results/verdict.ts';

/** Everything that the panel shows; asked for when the panel is ready, then kept fresh by whole snapshots. */
export interface PanelSnapshot {
  readonly document: ExperimentDocument | null;
  /** Only while this window or another one runs the experiment. */
  readonly progress: RunProgress | null;
  /** The ticket that is being inspected. */
  readonly ticket: TicketDetails | null;
  readonly canRun: boolean;
  /** The experiments of the sweep that this one belongs to, itself among them. */
  readonly sweep?: readonly SweepRow[];
  /** The tab that a command asks for; a request is followed once, so that whoever looks around afterwards stays where they are. */
  readonly tab?: { readonly id: string; readonly request: number };
}

/** Host -> webview. */
export interface PanelEvents {
  snapshot: PanelSnapshot;
  progress: RunProgress;
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
  /** The other experiments of the same store. */
  others: { payload: Record<never, never>; reply: readonly string[] };
  other: { payload: { readonly experiment: string }; reply: ExperimentDocument | null };
  /** Shows the panel of another member of the sweep. */
  showMember: { payload: { readonly experiment: string }; reply: null };
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

/** Kept by the webview's own setState; what the serializer gets back. */
export interface PanelState {
  readonly experiment: string;
  readonly storeFolder: string;
  readonly tab: string;
  /** The newest request of a tab that was followed. */
  readonly tabRequest?: number;
  readonly hiddenSeries: readonly string[];
  readonly chosenRounds: readonly number[];
  readonly ticket: string | null;
}
