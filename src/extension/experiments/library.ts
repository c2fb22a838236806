import * as vscode from 'vscode';
import type { ExperimentEntry } from '../../runs/library/store-reader.ts';
import type { ExperimentSummary } from '../../shared/results/experiment-summary.ts';
import type { ExperimentDocument, ExperimentState } from '../../shared/results/experiment.ts';
import type { TicketDetails } from '../../shared/results/ticket/ticket-details.ts';
import type { RunProgress } from '../../shared/results/progress.ts';
import { messageOf } from '../../shared/text/message-of.ts';
import type { Log } from '../window.ts';
import { experimentOf, type ExperimentRef, isMember, keyOf, type SweepRef, type TicketRef } from './experiment-ref.ts';
import type { Stores } from './stores.ts';

/** `failure`: why the last run in this window failed; an experiment that has never got further has nothing else. */
export type LibraryEntry = ExperimentEntry &
  ExperimentRef & {
    readonly failure?: string | null;
    /** A run carries it out, be it alone or as a member of a sweep that has finished already. */
    readonly inRun?: boolean;
    /** It begins when others have ended, or was paused. */
    readonly held?: 'waiting' | 'paused' | null;
  };

/** A run of this window, as far as the library looks at it. */
interface LiveRun {
  readonly refs: readonly ExperimentRef[];
  readonly progress: RunProgress | null;
  documentOf(ref: ExperimentRef): ExperimentDocument | null;
}

/** The runs of this window. */
interface LiveRuns {
  readonly onDidChange: vscode.Event<LiveRun>;
  readonly onDidEnd: vscode.Event<unknown>;
  all(): readonly LiveRun[];
  get(ref: ExperimentRef): LiveRun | undefined;
  failureOf(ref: ExperimentRef): string | null;
  failed(): readonly ExperimentRef[];
}

/** Runs that are not at work but will be. */
interface HeldRuns {
  readonly onDidChange: vscode.Event<void>;
  refs(): readonly ExperimentRef[];
  pausedRefs(): readonly ExperimentRef[];
  has(ref: ExperimentRef): boolean;
  isPaused(ref: ExperimentRef): boolean;
}

/** What is known of the experiments of this window: from the stores, and newer from the runs that are active here. */
export class Library implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ExperimentRef | undefined>();
  private readonly documents = new Map<string, Promise<ExperimentDocument | null>>();
  private readonly summaries = new Map<string, Promise<ExperimentSummary | null>>();
  /** Of documents that runs of this window have sent. */
  private readonly live = new WeakMap<ExperimentDocument, Promise<ExperimentSummary>>();
  /** The stores as they were last looked at; at first as they were when somebody first asked, or every window would draw its tree anew soon after it was opened. */
  private polled: Promise<string> | null = null;
  /** Of experiments that others run, when the store was last looked at. */
  private readonly elsewhere = new Map<string, RunProgress | null>();
  /** The experiment that changed; undefined where the list itself may have. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly stores: Stores,
    private readonly runs: LiveRuns,
    private readonly held: HeldRuns,
    private readonly log: Log,
  ) {
    runs.onDidChange((run) => run.refs.forEach((ref) => this.forget(ref)));
    runs.onDidEnd(() => this.refresh());
    held.onDidChange(() => this.changed.fire(undefined));
  }

  async entries(): Promise<readonly LibraryEntry[]> {
    const entries = this.list();
    this.polled ??= entries.then((first) => this.look(first));
    // What is read of an experiment after this is not older than its stamp.
    await this.polled;
    return entries;
  }

  private async list(): Promise<readonly LibraryEntry[]> {
    const lists = await Promise.all(this.stores.folders().map((folder) => this.entriesAt(folder)));
    const known = new Set(lists.flat().map(keyOf));
    const unknown = (refs: readonly ExperimentRef[]): readonly ExperimentRef[] => refs.filter((ref) => !known.has(keyOf(ref)));
    const entry = (ref: ExperimentRef, state: ExperimentState) =>
      this.withRun({ ...ref, state, problem: null, runner: null, earlierOf: null });
    const starting = unknown(this.runs.all().flatMap((run) => run.refs));
    const failed = unknown(this.runs.failed()).filter((ref) => !this.held.has(ref));
    const waiting = unknown(this.held.refs());
    // Paused before its first record: the store does not know it.
    const paused = unknown(this.held.pausedRefs()).filter((ref) => !this.runs.get(ref) && !this.held.has(ref));
    return [
      ...lists.flat(),
      ...starting.map((ref) => entry(ref, 'running')),
      ...[...waiting, ...paused].map((ref) => entry(ref, 'cancelled')),
      ...failed.map((ref) => entry(ref, 'failed')),
    ];
  }

  /** What the run of this window that carries an experiment out says of it; null where there is none. A sweep's members end one by one. */
  stateInRun(ref: ExperimentRef): ExperimentState | null {
    const run = this.runs.get(ref);
    return run ? (run.documentOf(ref)?.state ?? 'running') : null;
  }

  /** How far the run of an experiment is, here or elsewhere; null where nobody runs it or nothing is known yet. */
  progress(ref: ExperimentRef): RunProgress | null {
    const run = this.runs.get(ref);
    return run ? run.progress : (this.elsewhere.get(keyOf(ref)) ?? null);
  }

  /** Without the evaluations of its trainings: those of a thousand trials fill the memory, and the store has them. Null while nothing can be read of it. */
  document(ref: ExperimentRef): Promise<ExperimentDocument | null> {
    const live = this.runs.get(ref)?.documentOf(ref);
    if (live) return Promise.resolve(live);
    const key = keyOf(ref);
    const known =
      this.documents.get(key) ?? this.read(ref, async () => (await this.stores.at(ref.storeFolder)).document(ref.experiment, false));
    this.documents.set(key, known);
    return known;
  }

  /** What lists show of it: of a thousand trials far less than the document. Null while nothing can be read of it. */
  summary(ref: ExperimentRef): Promise<ExperimentSummary | null> {
    const live = this.runs.get(ref)?.documentOf(ref);
    if (live) return this.liveSummary(live);
    const key = keyOf(ref);
    const known = this.summaries.get(key) ?? this.read(ref, async () => (await this.stores.at(ref.storeFolder)).summary(ref.experiment));
    this.summaries.set(key, known);
    return known;
  }

  async ticket(ref: TicketRef): Promise<TicketDetails> {
    const document = await this.document(experimentOf(ref));
    return (await this.stores.at(ref.storeFolder)).ticket(ref.ticket, document ?? undefined);
  }

  /** Reads everything again: another process may have written. */
  refresh(): void {
    this.documents.clear();
    this.summaries.clear();
    this.changed.fire(undefined);
  }

  /** Reads one experiment again. */
  forget(ref: ExperimentRef): void {
    this.documents.delete(keyOf(ref));
    this.summaries.delete(keyOf(ref));
    this.changed.fire(ref);
  }

  /** Looks whether another process has changed a store, and says so if it has. */
  async poll(): Promise<void> {
    const entries = await this.entries();
    const [now, before] = [await this.look(entries), await this.polled];
    if (now !== before) this.refresh();
    else for (const entry of entries.filter(({ state }) => state === 'running')) if (!this.runs.get(entry)) this.forget(entry);
    this.polled = Promise.resolve(now);
  }

  dispose(): void {
    this.changed.dispose();
  }

  /** All that a list shows, as one text. A run that goes on changes its own experiment, not the list. */
  private async look(entries: readonly LibraryEntry[]): Promise<string> {
    return JSON.stringify([entries, await this.changes(entries)], (key, value: unknown) => (key === 'progress' ? undefined : value));
  }

  /** Of experiments that nobody runs: a retraining in a terminal may begin and end between two looks, and leave the list as it was. */
  private changes(entries: readonly LibraryEntry[]): Promise<readonly (number | null)[]> {
    const quiet = entries.filter(({ state }) => state !== 'running');
    return Promise.all(quiet.map(async ({ storeFolder, experiment }) => (await this.stores.at(storeFolder)).changedAt(experiment)));
  }

  private async entriesAt(storeFolder: string): Promise<readonly LibraryEntry[]> {
    try {
      const entries = await (await this.stores.at(storeFolder)).list();
      return entries.map((entry) => this.remember({ ...entry, storeFolder }));
    } catch (error) {
      this.log.error(`${storeFolder}: ${messageOf(error)}`);
      return [];
    }
  }

  private remember(entry: LibraryEntry): LibraryEntry {
    if (entry.runner) this.elsewhere.set(keyOf(entry), entry.runner.progress);
    else this.elsewhere.delete(keyOf(entry));
    return this.withRun(entry);
  }

  private withRun(entry: LibraryEntry): LibraryEntry {
    const held = this.held.has(entry) ? 'waiting' : this.held.isPaused(entry) ? 'paused' : null;
    const state = this.stateInRun(entry);
    return {
      ...entry,
      state: state ?? entry.state,
      inRun: state !== null || entry.runner !== null,
      failure: this.runs.failureOf(entry),
      held,
    };
  }

  /** The same object while the document is: the tree sees by it whether anything has changed. */
  private liveSummary(document: ExperimentDocument): Promise<ExperimentSummary> {
    const made = this.live.get(document);
    const known = made ?? import('../../shared/results/experiment-summary.ts').then(({ summaryOf }) => summaryOf(document));
    this.live.set(document, known);
    return known;
  }

  private async read<T>(ref: ExperimentRef, read: () => Promise<T>): Promise<T | null> {
    try {
      return await read();
    } catch (error) {
      this.log.debug(`${ref.experiment}: ${messageOf(error)}`);
      return null;
    }
  }
}

/** The readable experiments of a sweep. */
export async function sweepMembersIn(library: Library, sweep: SweepRef): Promise<readonly LibraryEntry[]> {
  return (await library.entries()).filter((entry) => entry.problem === null && isMember(entry, sweep));
}
