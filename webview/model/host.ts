import { createEndpoint } from '../../src/shared/channel/channel-endpoint.ts';
import type { Envelope, Port } from '../../src/shared/channel/channel.ts';
import type { PanelCalls, PanelEvents, PanelSnapshot, PanelState, SavedFigure } from '../../src/shared/channel/webview-protocol.ts';
import type { ExperimentDocument } from '../../src/shared/results/experiment.ts';
import type { TicketDetails } from '../../src/shared/results/ticket/ticket-details.ts';
import type { FilterKernels, FilterPlace } from '../../src/shared/results/ticket/filter-kernels.ts';
import type { LayerMask } from '../../src/shared/results/ticket/layer-mask.ts';
import type { RunProgress } from '../../src/shared/results/progress.ts';
import type { TicketAnalysis } from '../../src/shared/results/ticket/ticket-analysis.ts';
import type { UnderWay } from '../../src/shared/results/under-way.ts';
import type { WouldTell } from '../../src/shared/results/verdict/verdict.ts';
import type { Evaluation } from '../../src/shared/specs/training.ts';
import type { PanelCommand } from './panel.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The extension, as the panel sees it. */
export interface Host {
  savedState(): unknown;
  saveState(state: PanelState): void;
  ready(experiment: string): Promise<PanelSnapshot>;
  inspect(ticket: string): Promise<TicketDetails>;
  analyse(ticket: string): Promise<TicketAnalysis>;
  kernels(ticket: string, place: FilterPlace): Promise<FilterKernels>;
  curves(hashes: readonly string[]): Promise<Readonly<Record<string, readonly Evaluation[]>>>;
  mask(ticket: string, layer: string): Promise<LayerMask>;
  others(): Promise<readonly string[]>;
  other(experiment: string): Promise<ExperimentDocument | null>;
  showMember(experiment: string): Promise<null>;
  showSweep(): Promise<null>;
  saveFigure(figure: SavedFigure): Promise<null>;
  runWith(change: WouldTell): Promise<null>;
  command(command: PanelCommand, ticket?: string): Promise<null>;
  onSnapshot(listener: (snapshot: PanelSnapshot) => void): void;
  onProgress(listener: (progress: RunProgress) => void): void;
  onUnderWay(listener: (underWay: UnderWay) => void): void;
}

const patience = { timeout: 60_000 };

export function connectHost(): Host {
  const api = acquireVsCodeApi();
  const listeners: { [E in keyof PanelEvents]: (payload: PanelEvents[E]) => void } = {
    snapshot: () => undefined,
    progress: () => undefined,
    underWay: () => undefined,
  };
  const endpoint = createEndpoint<{ calls: PanelCalls; events: object }, { calls: object; events: PanelEvents }>(portOf(api), {
    handlers: {},
    onEvent: (event) => {
      if (event.method === 'snapshot') listeners.snapshot(event.payload);
      else if (event.method === 'progress') listeners.progress(event.payload);
      else listeners.underWay(event.payload);
    },
  });
  return {
    savedState: () => api.getState(),
    saveState: (state) => api.setState(state),
    ready: (experiment) => endpoint.call('ready', { experiment }, patience),
    inspect: (ticket) => endpoint.call('inspect', { ticket }, patience),
    analyse: (ticket) => endpoint.call('analyse', { ticket }, patience),
    kernels: (ticket, place) => endpoint.call('kernels', { ticket, place }, patience),
    curves: (hashes) => endpoint.call('curves', { hashes }, patience),
    mask: (ticket, layer) => endpoint.call('mask', { ticket, layer }, patience),
    others: () => endpoint.call('others', {}, patience),
    other: (experiment) => endpoint.call('other', { experiment }, patience),
    showMember: (experiment) => endpoint.call('showMember', { experiment }, patience),
    showSweep: () => endpoint.call('showSweep', {}, patience),
    runWith: (change) => endpoint.call('runWith', change, { timeout: null }),
    saveFigure: (figure) => endpoint.call('saveFigure', figure, { timeout: null }),
    // A command may ask people something first; it takes as long as they do.
    command: (command, ticket) => endpoint.call('command', ticket === undefined ? { command } : { command, ticket }, { timeout: null }),
    onSnapshot: (listener) => void (listeners.snapshot = listener),
    onProgress: (listener) => void (listeners.progress = listener),
    onUnderWay: (listener) => void (listeners.underWay = listener),
  };
}

function portOf(api: VsCodeApi): Port {
  return {
    post: (message: Envelope) => api.postMessage(message),
    onMessage: (listener) => window.addEventListener('message', ({ data }) => listener(data)),
  };
}
