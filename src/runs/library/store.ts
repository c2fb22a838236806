/** A store of experiments, read: its experiments here, their tickets in tickets/ticket-reader.ts. The folder is one that people can read without this program. */
import { lstat } from 'node:fs/promises';
import path from 'node:path';
import type { ExperimentDocument, ExperimentState } from '../../shared/results/experiment.ts';
import type { TicketDetails } from '../../shared/results/ticket/ticket-details.ts';
import type { ExperimentSummary } from '../../shared/results/experiment-summary.ts';
import type { FilterKernels, FilterPlace } from '../../shared/results/ticket/filter-kernels.ts';
import type { TicketAnalysis } from '../../shared/results/ticket/ticket-analysis.ts';
import { ticketToShow } from '../../shared/results/ticket/ticket-to-show.ts';
import { ownWords, toldOf } from '../../shared/text/own-words.ts';
import { plainLine } from '../../shared/text/plain-text.ts';
import { type PastTraining, pastTrainings } from '../estimate/past-trainings.ts';
import { cancelFromElsewhere } from '../lock/cancel-request.ts';
import type { ExperimentFolder } from '../store/experiments/experiment-folder.ts';
import type { ExperimentRecord } from '../store/experiments/experiment-record.ts';
import type { Amount } from '../store/garbage.ts';
import { makeAnew, StoreError } from '../store/files/store-error.ts';
import { StoreFolders } from '../store/store-folders.ts';
import { readEvaluation } from '../store/work/work-records.ts';
import { compareTickets } from './tickets/compare-tickets.ts';
import { experimentDocument, type PartReaders, stateOf, withDamage } from './document.ts';
import type { ReadEvaluation } from './trainings/evaluated-networks-of.ts';
import type { ReadPartial } from './trainings/failed-trainings.ts';
import { overview, summaryAt } from './overview.ts';
import { readWithLock, type RunnerAt, runnerAt } from './runner-at.ts';
import { cleanUp, deleteExperiment, renamed } from './store-changes.ts';
import type { ExperimentEntry, ListedExperiment, MaskedTicket, StoreReader, TicketComparison } from './store-reader.ts';
import { KnownHeads, type RecordHead } from './summary-index.ts';
import { sweepOf } from './sweep-of.ts';
import { curveOf } from './tickets/ticket-details.ts';
import { type RecordAndDocument, TicketReader } from './tickets/ticket-reader.ts';
import type { ReadTraining } from './trainings/trainings-of.ts';
import { underWay } from './under-way.ts';
import { inEnglish } from '../../shared/text/language.ts';
import { say, tell, ToldError, type Words } from '../../shared/text/told.ts';

/** Its parts are each of a form that we know, but do not fit together. */
const contradictory = (recordFile: string, cause: unknown): StoreError =>
  new StoreError(recordFile, 'damaged', tell('is damaged: its config and network are those of no experiment.'), {
    cause,
    remedy: makeAnew,
  });

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

  readonly layerMask: StoreReader['layerMask'] = (name, layer) => this.tickets.layerMask(name, layer);

  readonly curves: StoreReader['curves'] = async (hashes) =>
    Object.fromEntries(await Promise.all(hashes.map(async (hash) => [hash, await curveOf(hash, this.readTraining)] as const)));

  readonly underWay: StoreReader['underWay'] = async (experiment, finished) =>
    underWay(await this.recordOf(experiment), finished, this.readPartial);

  private readonly heads = new KnownHeads();

  private readonly tickets = new TicketReader({
    tensors: this.tensors,
    readTraining: this.readTraining,
    recordOf: (experiment) => this.recordOf(experiment),
    recordAndDocument: (experiment) => this.recordAndDocument(experiment, false),
  });

  async list(): Promise<readonly ExperimentEntry[]> {
    const entries = await Promise.all((await this.experiments()).map((folder) => this.entry(folder)));
    return entries.filter((entry) => entry !== null);
  }

  overview(): Promise<readonly ListedExperiment[]> {
    return overview(this);
  }

  async summary(experiment: string): Promise<ExperimentSummary> {
    return summaryAt(this, this.experiment(experiment));
  }

  changedAt(experiment: string): Promise<number | null> {
    return lstat(this.experiment(experiment).recordFile).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    );
  }

  async document(experiment: string, keepEvaluations = true): Promise<ExperimentDocument> {
    return (await this.recordAndDocument(experiment, keepEvaluations)).document;
  }

  /** The document is of this very record: a run may replace it at any time. */
  private async recordAndDocument(experiment: string, keepEvaluations: boolean): Promise<RecordAndDocument> {
    const folder = this.experiment(experiment);
    const { lock, found: record } = await readWithLock(
      () => this.runnerAt(folder),
      () => this.recordOf(experiment),
      ({ state }) => state === 'running',
    );
    const { runner, trouble } = lock;
    const { readTraining, readEvaluation, readPartial } = this;
    const readers = { readTraining, readEvaluation, readPartial, keepEvaluations };
    const document = await this.documentAt(folder, record, stateOf(record, runner !== null), readers);
    return { record, document: trouble === null ? document : withDamage(document, [trouble]) };
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

  ticket(name: string, document?: ExperimentDocument): Promise<TicketDetails> {
    return this.tickets.details(name, document);
  }

  analyse(name: string): Promise<TicketAnalysis> {
    return this.tickets.analysis(name);
  }

  kernels(name: string, place: FilterPlace): Promise<FilterKernels> {
    return this.tickets.kernels(name, place);
  }

  maskedTicket(name: string): Promise<MaskedTicket> {
    return this.tickets.masked(name);
  }

  async compare(a: string, b: string): Promise<TicketComparison> {
    return compareTickets(await this.maskedTicket(a), await this.maskedTicket(b));
  }

  async report(experiment: string, command: string): Promise<string> {
    const { record, document } = await this.recordAndDocument(experiment, true);
    const ticket = ticketToShow(document);
    const problems: Words[] = [];
    // A damaged tensor is no reason to have no report, which says what it lacks.
    const analysis = ticket === null ? null : await this.analyse(ticket).catch((error: unknown) => void problems.push(toldOf(error)));
    const sweep = await sweepOf(this, experiment);
    const shown = withDamage(document, problems);
    const { report } = await import('../report/report.ts');
    return inEnglish(() => report({ document: shown, record, analysis: analysis ?? null, sweep, command }));
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
    return renamed(this, experiment, () => this.recordOf(experiment), name);
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
    if (!record) throw new ToldError(tell('There is no experiment "{0}" in {1}.', plainLine(experiment, 200), this.folder));
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
    const { lock, found } = await readWithLock(
      () => this.runnerAt(folder),
      () => this.headOrProblem(folder),
      (head) => head !== null && 'state' in head && head.state === 'running',
    );
    const { runner, cutOff, trouble } = lock;
    const named = { experiment: path.basename(folder.folder), state: runner ? 'running' : 'failed', runner, earlierOf: null } as const;
    if (!found) return trouble === null ? null : { ...named, problem: say(trouble) };
    if ('problem' in found) return { ...named, problem: found.problem };
    const { experiment, earlierOf = null } = found;
    const state = stateOf(found, runner !== null);
    return { experiment, state, problem: null, runner, earlierOf, ...(state === 'interrupted' && cutOff !== null && { cutOff }) };
  }

  private async headOrProblem(folder: ExperimentFolder): Promise<RecordHead | { readonly problem: string } | null> {
    try {
      return await this.heads.of(folder);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return { problem: ownWords(error) };
    }
  }
}

/**
 * Reading creates nothing but indexes beside the records; `prepare` makes the folder.
 * @param keepsIndexes Whether it may make these now: not in a stranger's folder that the user does not trust.
 */
export const openStore = (folder: string, keepsIndexes: () => boolean = () => true): Store => new Store(path.resolve(folder), keepsIndexes);
