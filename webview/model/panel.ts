import type { PanelCalls, PanelSnapshot, PanelState, SavedFigure } from '../../src/shared/channel/webview-protocol.ts';
import type { ExperimentDocument, TrainingSummary } from '../../src/shared/results/experiment.ts';
import type { TicketDetails } from '../../src/shared/results/ticket/ticket-details.ts';
import type { FilterKernels, FilterPlace } from '../../src/shared/results/ticket/filter-kernels.ts';
import type { LayerMask } from '../../src/shared/results/ticket/layer-mask.ts';
import type { TicketAnalysis } from '../../src/shared/results/ticket/ticket-analysis.ts';
import type { WouldTell } from '../../src/shared/results/verdict/verdict.ts';

export type PanelCommand = PanelCalls['command']['payload']['command'];

/** The panel as every view reads it and asks it for more. */
export interface Panel {
  readonly snapshot: PanelSnapshot;
  readonly state: PanelState;
  /** Details of the inspected ticket, once the host has sent them. */
  readonly ticket: TicketDetails | null;
  readonly ticketName: string | null;
  /** Why something could not be read; null where all is well. */
  readonly problem: string | null;
  /** Whether a run has been asked for that has not begun yet. */
  readonly starting: boolean;
  /** Changes the kept state and draws again. */
  change(patch: Partial<PanelState>): void;
  inspect(ticket: string): void;
  /** Details of any ticket, from memory where its trainings have not changed. */
  details(ticket: string): Promise<TicketDetails>;
  /** The analysis of a ticket's layers, from memory where its trainings have not changed. */
  analysis(ticket: string): Promise<TicketAnalysis>;
  /** A page of kernels of one filter of a ticket. */
  kernels(ticket: string, place: FilterPlace): Promise<FilterKernels>;
  /** Asks for the evaluations of trainings that are not there yet; the panel is drawn again with them. */
  needCurves(trainings: readonly TrainingSummary[]): void;
  /** The mask of one layer of a ticket. */
  mask(ticket: string, layer: string): Promise<LayerMask>;
  otherExperiments(): Promise<readonly string[]>;
  otherDocument(experiment: string): Promise<ExperimentDocument | null>;
  /** Opens the panel of another member of the sweep. */
  showMember(experiment: string): void;
  /** Opens the page of the sweep that the experiment belongs to. */
  showSweep(): void;
  save(figure: SavedFigure): void;
  /** Runs the experiment with the one setting changed. */
  runWith(change: WouldTell): void;
  command(command: PanelCommand, ticket?: string): void;
}

export interface View {
  readonly element: HTMLElement;
  update(panel: Panel): void;
}
