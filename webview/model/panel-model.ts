import type { PanelSnapshot, PanelState, SavedFigure } from '../../src/shared/channel/webview-protocol.ts';
import type { ExperimentDocument, TrainingSummary } from '../../src/shared/results/experiment.ts';
import type { TicketDetails } from '../../src/shared/results/ticket/ticket-details.ts';
import type { FilterKernels, FilterPlace } from '../../src/shared/results/ticket/filter-kernels.ts';
import type { LayerMask } from '../../src/shared/results/ticket/layer-mask.ts';
import type { TicketAnalysis } from '../../src/shared/results/ticket/ticket-analysis.ts';
import { ticketToShow } from '../../src/shared/results/ticket/ticket-to-show.ts';
import { parseTicketName } from '../../src/shared/results/ticket-name.ts';
import type { UnderWay } from '../../src/shared/results/under-way.ts';
import type { WouldTell } from '../../src/shared/results/verdict/verdict.ts';
import { ownWords } from '../../src/shared/text/own-words.ts';
import { Curves } from './curves.ts';
import type { Host } from './host.ts';
import type { Panel, PanelCommand } from './panel.ts';
import { t } from '../../src/shared/text/language.ts';

type Load<T> = (ticket: string) => Promise<T>;

/** Details by ticket. They are loaded once, and again when a training of that trial and round has come or changed. */
class TicketCache<T> {
  private readonly entries = new Map<string, { readonly key: string; readonly details: Promise<T> }>();
  private readonly load: Load<T>;

  constructor(load: Load<T>) {
    this.load = load;
  }

  get(ticket: string, document: ExperimentDocument): Promise<T> {
    const key = fingerprint(ticket, document);
    const entry = this.entries.get(ticket);
    if (entry?.key === key) return entry.details;
    const details = this.load(ticket);
    this.entries.set(ticket, { key, details });
    details.catch(() => this.entries.delete(ticket));
    return details;
  }
}

/** Changes when anything that the details say of trainings can have changed. */
function fingerprint(ticket: string, document: ExperimentDocument): string {
  const place = parseTicketName(ticket);
  const here = document.trainings.filter(({ trial, round }) => trial === place?.trial && (round === place.round || round === 0));
  const again = document.retrainings.filter(({ trial, round }) => trial === place?.trial && round === place.round);
  return [...here, ...again].map(({ role, hash }) => `${role}=${hash}`).join();
}

const nothing: PanelSnapshot = { document: null, progress: null, ticket: null, canRun: false };

/** The panel's state, and the one place that changes it; `draw` is called after every change. */
export class PanelModel implements Panel {
  snapshot = nothing;
  ticket: TicketDetails | null = null;
  problem: string | null = null;
  starting = false;
  state: PanelState;
  draw: () => void = () => undefined;
  /** Draws the views that tell of progress, and no chart. */
  drawProgress: () => void = () => undefined;
  private readonly host: Host;
  private readonly cache: TicketCache<TicketDetails>;
  private readonly analyses: TicketCache<TicketAnalysis>;
  private readonly curves: Curves;

  constructor(host: Host, state: PanelState) {
    this.host = host;
    this.state = state;
    this.cache = new TicketCache((ticket) => host.inspect(ticket));
    this.analyses = new TicketCache((ticket) => host.analyse(ticket));
    this.curves = new Curves(
      (hashes) => host.curves(hashes),
      () => this.refill(),
    );
  }

  get ticketName(): string | null {
    return this.state.ticket ?? (this.snapshot.document && ticketToShow(this.snapshot.document));
  }

  /** Takes a snapshot, unless it is of another experiment. */
  receive(snapshot: PanelSnapshot): void {
    if (snapshot.document && this.state.experiment !== '' && snapshot.document.experiment !== this.state.experiment) return;
    const chosen = snapshot.ticket && snapshot.ticket.ticket !== this.snapshot.ticket?.ticket ? snapshot.ticket : null;
    this.snapshot = { ...snapshot, document: this.curves.fill(snapshot.document) };
    this.problem = null;
    if (chosen) this.ticket = chosen;
    this.change(chosen ? { ticket: chosen.ticket } : {});
    void this.readTicket();
  }

  progress(progress: PanelSnapshot['progress']): void {
    this.snapshot = { ...this.snapshot, progress };
    this.drawProgress();
  }

  /** Curves have grown. */
  grow(underWay: UnderWay): void {
    this.snapshot = { ...this.snapshot, underWay };
    this.draw();
  }

  change(patch: Partial<PanelState>): void {
    this.state = { ...this.state, ...patch };
    this.host.saveState(this.state);
    this.draw();
  }

  inspect(ticket: string): void {
    this.change({ ticket });
    void this.readTicket();
  }

  details(ticket: string): Promise<TicketDetails> {
    const { document } = this.snapshot;
    return document ? this.cache.get(ticket, document) : Promise.reject(new Error(t('There is no experiment yet.')));
  }

  analysis(ticket: string): Promise<TicketAnalysis> {
    const { document } = this.snapshot;
    return document ? this.analyses.get(ticket, document) : Promise.reject(new Error(t('There is no experiment yet.')));
  }

  kernels(ticket: string, place: FilterPlace): Promise<FilterKernels> {
    return this.host.kernels(ticket, place);
  }

  needCurves(trainings: readonly TrainingSummary[]): void {
    this.curves.need(trainings);
  }

  mask(ticket: string, layer: string): Promise<LayerMask> {
    return this.host.mask(ticket, layer);
  }

  otherExperiments(): Promise<readonly string[]> {
    return this.host.others().catch(() => []);
  }

  otherDocument(experiment: string): Promise<ExperimentDocument | null> {
    return this.host.other(experiment).catch(() => null);
  }

  showMember(experiment: string): void {
    this.host.showMember(experiment).catch((error: unknown) => this.fail(error));
  }

  showSweep(): void {
    this.host.showSweep().catch((error: unknown) => this.fail(error));
  }

  save(figure: SavedFigure): void {
    this.host.saveFigure(figure).catch((error: unknown) => this.fail(error));
  }

  runWith(change: WouldTell): void {
    this.host.runWith(change).catch((error: unknown) => this.fail(error));
  }

  command(command: PanelCommand, ticket?: string): void {
    void this.carryOut(command, ticket);
  }

  /** A run begins with reading its config and its data: until the host is there, the panel says that it starts. */
  private async carryOut(command: PanelCommand, ticket: string | undefined): Promise<void> {
    this.starting = command === 'run';
    if (this.starting) this.drawProgress();
    await this.host.command(command, ticket).catch((error: unknown) => this.fail(error));
    if (!this.starting) return;
    this.starting = false;
    this.drawProgress();
  }

  fail(error: unknown): void {
    this.problem = ownWords(error);
    this.draw();
  }

  private refill(): void {
    this.snapshot = { ...this.snapshot, document: this.curves.fill(this.snapshot.document) };
    this.draw();
  }

  /** A ticket that is not trained yet has no details: null. */
  private async readTicket(): Promise<void> {
    const name = this.ticketName;
    const details = name === null ? null : await this.details(name).catch(() => null);
    if (name !== this.ticketName || details === this.ticket) return;
    this.ticket = details;
    this.draw();
  }
}
