/** A store of experiments: a folder that people can read without this program. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ExperimentDocument, ExperimentState, TicketDetails } from '../../shared/results/experiment.ts';
import type { ExperimentSummary } from '../../shared/results/experiment-summary.ts';
import type { FilterKernels, FilterPlace } from '../../shared/results/filter-kernels.ts';
import type { TicketAnalysis } from '../../shared/results/ticket-analysis.ts';
import { ticketIdOf, ticketToShow } from '../../shared/results/ticket-name.ts';
import { ownWords } from '../../shared/text/own-words.ts';
import { type PastTraining, pastTrainings } from '../estimate/past-trainings.ts';
import { cancelFromElsewhere } from '../lock/cancel-request.ts';
import { requireHolder } from '../lock/lock-record.ts';
import { Lock } from '../lock/lock.ts';
import { RefusedError } from '../lock/refused-error.ts';
import { report } from '../report/report.ts';
import type { ExperimentFolder, ExperimentRecord } from '../store/experiment-record.ts';
import { type Amount, collectGarbage, refuseForeignFolder } from '../store/garbage.ts';
import { removeEmptyFolder, removeExperimentFiles } from '../store/own-files.ts';
import { makeAnew, StoreError } from '../store/store-error.ts';
import { refuseLinkedFolders } from '../store/store-files.ts';
import { StoreFolders } from '../store/store-folders.ts';
import { readEvaluation } from '../store/work-files.ts';
import { compareMasks } from './compare-masks.ts';
import { experimentDocument, type PartReaders, stateOf } from './document.ts';
import type { ReadEvaluation } from './evaluated-networks-of.ts';
import type { ReadPartial } from './failed-trainings.ts';
import { overview, summaryAt } from './overview.ts';
import type { ExperimentEntry, ListedExperiment, StoreReader, TicketComparison } from './store-reader.ts';
import { cutOffAt, type RunnerAt, runnerAt } from './runner-at.ts';
import { stampOf } from './summary-index.ts';
import { sweepOf } from './sweep-of.ts';
import { ticketDetails } from './ticket-details.ts';
import { analyse, ticketKernels, ticketWeights, type TicketWeights } from './ticket-weights.ts';
import { layerMask, storedTicket, type StoredTicket } from './ticket.ts';
import type { ReadTraining } from './trainings-of.ts';
import { underWay } from './under-way.ts';

type RecordHead = Pick<ExperimentRecord, 'experiment' | 'state'>;

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

  async document(experiment: string): Promise<ExperimentDocument> {
    const folder = this.experiment(experiment);
    const record = await this.recordOf(experiment);
    const { runner, trouble } = await this.runnerAt(folder);
    const document = await this.documentAt(folder, record, stateOf(record, runner !== null), this);
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
    return report({
      document: { ...document, damage: [...document.damage, ...problems] },
      record,
      analysis: analysis ?? null,
      sweep: await sweepOf(this, experiment),
      command,
    });
  }

  async compare(a: string, b: string): Promise<TicketComparison> {
    const [first, second] = [await this.ticketAndMask(a), await this.ticketAndMask(b)];
    return { a: first.details, b: second.details, agreement: compareMasks(first.ticket.mask, second.ticket.mask) };
  }

  pastTrainings(): Promise<readonly PastTraining[]> {
    return pastTrainings(this);
  }

  cancel(experiment: string): Promise<boolean> {
    return cancelFromElsewhere(this.experiment(experiment).lockFile, experiment);
  }

  async deleteExperiment(experiment: string): Promise<void> {
    const folder = await this.folderOf(experiment);
    const holder = await requireHolder(folder.lockFile);
    if (holder) throw new RefusedError(`"${experiment}" is being run by process ${String(holder.pid)} on ${holder.host}; cancel it first.`);
    if (!existsSync(folder.folder)) return;
    await refuseLinkedFolders(folder.recordFile);
    await refuseForeignFolder(this);
    // With its last experiment gone, an earlier version's store could no longer be told from a foreign folder.
    await this.mark();
    // A run that begins now is refused.
    const lock = await Lock.acquire(folder.lockFile, experiment);
    await removeExperimentFiles(folder.folder).finally(() => lock.release());
    await removeEmptyFolder(folder.folder);
  }

  async collectGarbage(dryRun: boolean): Promise<Amount> {
    if (dryRun) return this.garbageWithoutRuns(true);
    await refuseForeignFolder(this);
    if (!existsSync(this.folder)) return { files: 0, bytes: 0 };
    const lock = await Lock.acquire(this.cleanUpLockFile, 'Clean Up Store');
    try {
      return await this.garbageWithoutRuns(false);
    } finally {
      await lock.release();
    }
  }

  private async garbageWithoutRuns(dryRun: boolean): Promise<Amount> {
    for (const { folder, lockFile } of await this.experiments()) {
      if (await requireHolder(lockFile)) throw new RefusedError(`"${path.basename(folder)}" is running; clean up when it has ended.`);
    }
    return collectGarbage(this, dryRun);
  }

  /** @throws Error where there is no such experiment, StoreError where its file is newer or damaged. */
  async recordOf(experiment: string): Promise<ExperimentRecord> {
    const record = await this.experiment(experiment).record();
    if (!record) throw new Error(`There is no experiment "${experiment}" in ${this.folder}.`);
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
    const named = { experiment: path.basename(folder.folder), state: runner ? 'running' : 'failed', runner } as const;
    try {
      const head = await this.headOf(folder);
      if (!head) return trouble === null ? null : { ...named, problem: trouble };
      const state = stateOf(head, runner !== null);
      return { experiment: head.experiment, state, problem: null, runner, ...(state === 'interrupted' && (await cutOffAt(folder))) };
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
    const head = record && { experiment: record.experiment, state: record.state };
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
    return { ticket, details: ticketDetails(record, document ?? (await this.document(ticket.experiment)), ticket) };
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
