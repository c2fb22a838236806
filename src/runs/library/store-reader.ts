/** The terminal and the editor read a store through this interface, also while another process writes it. */
import type { EarlierOf } from '../../shared/results/earlier-run.ts';
import type { ExperimentDocument, ExperimentState } from '../../shared/results/experiment.ts';
import type { TicketDetails } from '../../shared/results/ticket/ticket-details.ts';
import type { ExperimentSummary } from '../../shared/results/experiment-summary.ts';
import type { SettingDifference } from '../../shared/config/facts/setting-differences.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import type { FilterKernels, FilterPlace } from '../../shared/results/ticket/filter-kernels.ts';
import type { LayerMask } from '../../shared/results/ticket/layer-mask.ts';
import type { LayerAgreement } from '../../shared/results/ticket/mask-agreement.ts';
import type { TicketAnalysis } from '../../shared/results/ticket/ticket-analysis.ts';
import type { Evaluation, Hash } from '../../shared/specs/training.ts';
import type { Mask } from '../../shared/tensors/tensors.ts';
import type { RunProgress } from '../../shared/results/progress.ts';
import type { UnderWay } from '../../shared/results/under-way.ts';
import type { PastTraining } from '../estimate/past-trainings.ts';

export interface ExperimentEntry {
  readonly experiment: string;
  readonly state: ExperimentState;
  /** Set instead of a document where experiment.json is damaged or newer than this program: path and reason. */
  readonly problem: string | null;
  /** Set where these are the results of settings that an experiment no longer has. */
  readonly earlierOf: EarlierOf | null;
  /** Who runs it now, if anybody. */
  readonly runner: ExperimentRunner | null;
  /** There where a run that was to go on by itself was cut off, as by a restart of the computer: tells this one from others. */
  readonly cutOff?: string;
}

export interface ExperimentRunner {
  readonly host: string;
  readonly pid: number;
  readonly here: boolean;
  /** How far it is, at most a few seconds ago; null before that is known. */
  readonly progress: RunProgress | null;
}

/** An experiment with what lists show of it; null where it cannot be read. */
export interface ListedExperiment extends ExperimentEntry {
  /** When its record was last written, in milliseconds since 1970; null where there is none. */
  readonly changedAt: number | null;
  readonly summary: ExperimentSummary | null;
}

/** A ticket with all that a comparison looks at. */
export interface MaskedTicket {
  readonly details: TicketDetails;
  readonly mask: Mask;
  readonly config: Config;
}

export interface TicketComparison {
  readonly a: TicketDetails;
  readonly b: TicketDetails;
  /** Empty where the networks differ in shape. */
  readonly agreement: readonly LayerAgreement[];
  /** Settings in which their experiments differ. */
  readonly settings: readonly SettingDifference[];
}

export interface StoreReader {
  readonly folder: string;
  list(): Promise<readonly ExperimentEntry[]>;
  /** All experiments, each with its summary; a few at a time, so that the memory stays flat. */
  overview(): Promise<readonly ListedExperiment[]>;
  /** What lists show of it, from its index where that is up to date. */
  summary(experiment: string): Promise<ExperimentSummary>;
  /** When its record was last written, in milliseconds since 1970; null where there is none. */
  changedAt(experiment: string): Promise<number | null>;
  /** @param keepEvaluations False leaves out those of its trainings, which are most of it. */
  document(experiment: string, keepEvaluations?: boolean): Promise<ExperimentDocument>;
  /** @param document Of its experiment, where that is known already: it is read otherwise. It may lack the evaluations of trainings. */
  ticket(ticket: string, document?: ExperimentDocument): Promise<TicketDetails>;
  /** Reads the ticket's weights too: slower than `ticket`. */
  analyse(ticket: string): Promise<TicketAnalysis>;
  /** Some kernels of one filter of a convolution; reads the ticket's weights. */
  kernels(ticket: string, place: FilterPlace): Promise<FilterKernels>;
  /** The evaluations of finished trainings, by the hashes of these; of one that cannot be read there are none. */
  curves(hashes: readonly Hash[]): Promise<Readonly<Record<Hash, readonly Evaluation[]>>>;
  /** What is being trained. @param finished Roles of trainings that are finished. */
  underWay(experiment: string, finished: readonly string[]): Promise<UnderWay>;
  /** The mask of one layer. */
  layerMask(ticket: string, layer: string): Promise<LayerMask>;
  /** One self-contained HTML file. @param command What it is made with, for its provenance. */
  report(experiment: string, command: string): Promise<string>;
  compare(a: string, b: string): Promise<TicketComparison>;
  /** For comparisons over several stores. */
  maskedTicket(ticket: string): Promise<MaskedTicket>;
  /** A sample of the trainings that were finished on a machine like this one. */
  pastTrainings(): Promise<readonly PastTraining[]>;
  /**
   * Asks whoever runs the experiment, also on another computer, to save and stop, and waits until they have; false where nobody runs it.
   * @throws RefusedError where another user runs it, or it does not stop within a minute.
   */
  cancel(experiment: string): Promise<boolean>;
  /** Removes an experiment's own files; trainings stay until `collectGarbage`. @returns what puts it back, until another one has its place. */
  deleteExperiment(experiment: string): Promise<() => Promise<void>>;
  /** Its trainings, notes and earlier runs stay its own. @throws Error where the new name is none, or taken. */
  renameExperiment(experiment: string, name: string): Promise<void>;
  /** The file of what people write about an experiment, which may not be there yet. */
  notesFile(experiment: string): string;
  /** Removes what no experiment names; `dryRun` only counts. Refused while a run is active. */
  collectGarbage(dryRun: boolean): Promise<{ readonly files: number; readonly bytes: number }>;
}
