/** What the host and the panel's webview say to each other. */
import type { ExperimentDocument, TicketDetails } from './experiment.ts';
import type { RunProgress } from './runner-protocol.ts';

/** Everything that the panel shows; asked for when the panel is ready, then kept fresh by whole snapshots. */
export interface PanelSnapshot {
  readonly document: ExperimentDocument | null;
  /** Only while this window or another one runs the experiment. */
  readonly progress: RunProgress | null;
  /** The ticket that is being inspected. */
  readonly ticket: TicketDetails | null;
  readonly canRun: boolean;
}

/** Host -> webview. */
export interface PanelEvents {
  snapshot: PanelSnapshot;
  progress: RunProgress;
}

/** Webview -> host. */
export interface PanelCalls {
  ready: { payload: { readonly experiment: string }; reply: PanelSnapshot };
  inspect: { payload: { readonly ticket: string }; reply: TicketDetails };
  command: {
    payload: {
      readonly command: 'run' | 'cancel' | 'openConfig' | 'showLog' | 'retrain' | 'compare' | 'exportCsv';
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
  readonly hiddenSeries: readonly string[];
  readonly chosenRounds: readonly number[];
  readonly ticket: string | null;
}
