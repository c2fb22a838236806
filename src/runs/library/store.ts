/** A store of experiments: a folder that people can read without this program. */
import { lstat } from 'node:fs/promises';
import path from 'node:path';
import type { ExperimentDocument, ExperimentState, TicketDetails } from '../../shared/results/experiment.ts';
import type { ExperimentSummary } from '../../shared/results/experiment-summary.ts';
import type { FilterKernels, FilterPlace } from '../../shared/results/ticket/filter-kernels.ts';
import type { TicketAnalysis } from '../../shared/results/ticket/ticket-analysis.ts';
import { ticketIdOf, ticketToShow } from '../../shared/results/ticket-name.ts';
import { ownWords } from '../../shared/text/own-words.ts';
import { plainLine } from '../../shared/text/plain-text.ts';
import { type PastTraining, pastTrainings } from '../estimate/past-trainings.ts';
import { cancelFromElsewhere } from '../lock/cancel-request.ts';
import type { ExperimentFolder, ExperimentRecord } from '../store/experiment-record.ts';
import type { Amount } from '../store/garbage.ts';
import { makeAnew, StoreError } from '../store/store-error.ts';
import { StoreFolders } from '../store/store-folders.ts';
import { readEvaluation } from '../store/work-files.ts';
import { compareTickets } from './tickets/compare-tickets.ts';
import { experimentDocument, type PartReaders, stateOf } from './document.ts';
import type { ReadEvaluation } from './trainings/evaluated-networks-of.ts';
import type { ReadPartial } from './trainings/failed-trainings.ts';
import { overview, summaryAt } from './overview.ts';
import { cutOffAt, type RunnerAt, runnerAt } from './runner-at.ts';
import { cleanUp, deleteExperiment, renamed } from './store-changes.ts';
import type { ExperimentEntry, ListedExperiment, MaskedTicket, StoreReader, TicketComparison } from './store-reader.ts';
import { stampOf } from './summary-index.ts';
import { sweepOf } from './sweep-of.ts';
import { curveOf, ticketDetails, withCurves } from './tickets/ticket-details.ts';
import { analyse, ticketKernels, ticketWeights, type TicketWeights } from './tickets/ticket-weights.ts';
import { layerMask, storedTicket, type StoredTicket } from './tickets/ticket.ts';
import type { ReadTraining } from './trainings/trainings-of.ts';
import { underWay } from './under-way.ts';
import { inEnglish } from '../../shared/text/language.ts';

type RecordHead = Pick<ExperimentRecord, 'experiment' | 'state' | 'earlierOf'>;

/** Its parts are each of a form that we know, but do not fit together. */
const contradictory = (recordFile: string, cause: unknown): StoreError =>
  new StoreError(recordFile, 'damaged', 'is damaged: its config and network are those of no experiment.', { cause, remedy: makeAnew });

export class Store extends StoreFolders implements StoreReader {
  constructor(
    folder: string,
    readonly keepsIndexes: () => boolean,
  ) {
    super(folder);
  }

  readonly readTraining: ReadTraining = (hash) => this.training(hash).record();
  readonly readEvaluation: ReadEvaluation = (hash) => readEvaluation(this.evaluationFile(hash), hash);

  readonly readPartial: ReadPartial = async (hash) => (await this.training(hash).evaluations()).evaluations;

  readonly layerMask: StoreReader['layerMask'] = async (name, layer) => layerMask((await this.storedTicket(name)).ticket, layer);

  readonly curves: StoreReader['curves'] = async (hashes) =>
    Object.fromEntries(await Promise.all(hashes.map(async (hash) => [hash, await curveOf(hash, this.readTraining)] as const)));

  readonly underWay: StoreReader['underWay'] = async (experiment, finished) =>
    underWay(await this.recordOf(experiment), finished, this.readPartial);

  /** By the record's file: what was last read of it, with the stamp that the file had. */
  private readonly known = new Map<string, { readonly stamp: string; readonly head: RecordHead | null }>();

  async list(): Promise<readonly ExperimentEntry[]> {
    const entries = await Promise.all((await this.experiments()).map((folder) => this.entry(folder)));
    return entries.filter((entry) => entry !== null);
  }

  overview(): Promise<readonly ListedExperiment[]> {
    return overview(this);
  }

  async summary(experiment: string): Promise<ExperimentSummary> {
    const folder = this.experiment(experiment);
    return summaryAt(this, folder, await this.runnerAt(folder));
  }

  changedAt(experiment: string): Promise<number | null> {
    return lstat(this.experiment(experiment).recordFile).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    );
  }

  async document(experiment: string, keepEvaluations = true): Promise<ExperimentDocument> {
    const folder = this.experiment(experiment);
    const record = await this.recordOf(experiment);
    const { runner, trouble } = await this.runnerAt(folder);
    const { readTraining, readEvaluation, readPartial } = this;
    const readers = { readTraining, readEvaluation, readPartial, keepEvaluations };
    const document = await this.documentAt(folder, record, stateOf(record, runner !== null), readers);
    return trouble === null ? document : { ...document, damage: [...document.damage, trouble] };
  }

  /** @throws StoreError where the record's parts do not fit together. */
  documentAt({ recordFile }: ExperimentFolder, record: ExperimentRecord, state: ExperimentState, readers: PartReaders) {
    return experimentDocument(record, state, readers).catch((error: unknown) => {
      throw error instanceof StoreError ? error : contradictory(recordFile, error);
    });
  }

  /** Who runs an experiment now. A lock that cannot be read hides neither the experiment nor the others. */
  runnerAt(folder: ExperimentFolder): Promise<RunnerAt> {
    return runnerAt(folder);
  }

  async ticket(name: string, document?: ExperimentDocument): Promise<TicketDetails> {
    return (await this.ticketAndMask(name, document)).details;
  }

  async analyse(name: string): Promise<TicketAnalysis> {
    const { ticket, weights } = await this.ticketAndWeights(name);
    return analyse(ticket, weights);
  }

  async kernels(name: string, place: FilterPlace): Promise<FilterKernels> {
    const { ticket, weights } = await this.ticketAndWeights(name);
    return ticketKernels(ticket, weights, place);
  }

  async report(experiment: string, command: string): Promise<string> {
    const [record, document] = [await this.recordOf(experiment), await this.document(experiment)];
    const ticket = ticketToShow(document);
    const problems: string[] = [];
    // A damaged tensor is no reason to have no report, which says what it lacks.
    const analysis = ticket === null ? null : await this.analyse(ticket).catch((error: unknown) => void problems.push(ownWords(error)));
    const sweep = await sweepOf(this, experiment);
    const shown = { ...document, damage: [...document.damage, ...problems] };
    const { report } = await import('../report/report.ts');
    return inEnglish(() => report({ document: shown, record, analysis: analysis ?? null, sweep, command }));
  }

  async compare(a: string, b: string): Promise<TicketComparison> {
    return compareTickets(await this.maskedTicket(a), await this.maskedTicket(b));
  }

  async maskedTicket(name: string): Promise<MaskedTicket> {
    const { details, ticket, record } = await this.ticketAndMask(name);
    return { details, mask: ticket.mask, config: record.config };
  }

  pastTrainings(): Promise<readonly PastTraining[]> {
    return pastTrainings(this);
  }

  cancel(experiment: string): Promise<boolean> {
    return cancelFromElsewhere(this.experiment(experiment).lockFile, experiment);
  }

  async deleteExperiment(experiment: string): Promise<() => Promise<void>> {
    return deleteExperiment(this, await this.folderOf(experiment), experiment);
  }

  async renameExperiment(experiment: string, name: string): Promise<void> {
    return renamed(this, await this.recordOf(experiment), name);
  }

  notesFile(experiment: string): string {
    return this.experiment(experiment).notesFile;
  }

  collectGarbage(dryRun: boolean): Promise<Amount> {
    return cleanUp(this, dryRun);
  }

  /** @throws Error where there is no such experiment, StoreError where its file is newer or damaged. */
  async recordOf(experiment: string): Promise<ExperimentRecord> {
    const record = await this.experiment(experiment).record();
    if (!record) throw new Error(`There is no experiment "${plainLine(experiment, 200)}" in ${this.folder}.`);
    return record;
  }

  /** Experiments that cannot be read are known by the names of their folders. */
  private async folderOf(experiment: string): Promise<ExperimentFolder> {
    const all = await this.experiments();
    const unreadable = all.find(({ folder }) => path.basename(folder) === experiment);
    return all.find(({ folder }) => folder === this.experiment(experiment).folder) ?? unreadable ?? this.experiment(experiment);
  }

  /** null where the folder holds no experiment, and nothing that cannot be read. */
  async entry(folder: ExperimentFolder): Promise<ExperimentEntry | null> {
    const { runner, trouble } = await this.runnerAt(folder);
    const named = { experiment: path.basename(folder.folder), state: runner ? 'running' : 'failed', runner, earlierOf: null } as const;
    try {
      const head = await this.headOf(folder);
      if (!head) return trouble === null ? null : { ...named, problem: trouble };
      const { experiment, earlierOf = null } = head;
      const state = stateOf(head, runner !== null);
      return { experiment, state, problem: null, runner, earlierOf, ...(state === 'interrupted' && (await cutOffAt(folder))) };
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return { ...named, problem: error.message };
    }
  }

  /** A record of thousands of trainings is read again only where its file has changed. */
  private async headOf(folder: ExperimentFolder): Promise<RecordHead | null> {
    const stamp = await stampOf(folder.recordFile);
    const known = this.known.get(folder.recordFile);
    if (known?.stamp === stamp) return known.head;
    const record = await folder.record();
    const head = record && { experiment: record.experiment, state: record.state, ...(record.earlierOf && { earlierOf: record.earlierOf }) };
    this.known.set(folder.recordFile, { stamp, head });
    return head;
  }

  private async storedTicket(name: string): Promise<{ readonly ticket: StoredTicket; readonly record: ExperimentRecord }> {
    const place = ticketIdOf(name);
    const record = await this.recordOf(place.experiment);
    return { record, ticket: await storedTicket(record, place, this.tensors, this.readTraining) };
  }

  private async ticketAndMask(name: string, document?: ExperimentDocument) {
    const { ticket, record } = await this.storedTicket(name);
    const details = ticketDetails(record, document ?? (await this.document(ticket.experiment, false)), ticket);
    return { ticket, record, details: await withCurves(details, this.readTraining) };
  }

  private async ticketAndWeights(name: string): Promise<{ readonly ticket: StoredTicket; readonly weights: TicketWeights }> {
    const { ticket, record } = await this.storedTicket(name);
    return { ticket, weights: await ticketWeights(record, ticket, this.tensors, this.readTraining) };
  }
}

/**
 * Reading creates nothing but indexes beside the records; `prepare` makes the folder.
 * @param keepsIndexes Whether it may make these now: not in a stranger's folder that the user does not trust.
 */
export const openStore = (folder: string, keepsIndexes: () => boolean = () => true): Store => new Store(path.resolve(folder), keepsIndexes);
