/** Calls and events between the host (extension or CLI) and the runner process. */
import type { ExecutorOptions } from '../config/executor/executor-options.ts';
import type { Config } from '../config/schema/schema.ts';
import type { ReplacedSettings } from '../results/earlier-run.ts';
import type { ExperimentDocument, ExperimentState } from '../results/experiment.ts';
import type { MeasuredDevice, RunProgress } from '../results/progress.ts';
import type { TicketImport } from '../specs/imported.ts';
import type { RetrainChange } from '../specs/retrain.ts';
import type { DataFacts } from '../specs/samples.ts';
import type { Words } from '../text/told.ts';

export interface RunRequest {
  readonly experiment: string;
  readonly config: Config;
  readonly configPath: string | null;
  /** Paths in the config are relative to this folder. */
  readonly baseFolder: string;
  readonly storeFolder: string;
  /** Worker threads; null for one a core that this process may use. */
  readonly workers: number | null;
  readonly keepControlWeights: boolean;
  /** What the command line says in place of the config's text, as `training.iterations=400`; the report shows it. Of no hash. */
  readonly givenSettings?: readonly string[];
  /** Who carries the trainings out; absent: threads of this computer. Of no hash. */
  readonly executor?: ExecutorOptions;
  /** The run goes on when whoever has begun it is gone. */
  readonly detached?: true;
  /** Where native TensorFlow is looked for, if it was ever installed there. */
  readonly tensorFlowFolder?: string;
  /** Present where a sweep is run: its experiments, instead of the request's own. */
  readonly members?: readonly { readonly experiment: string; readonly config: Config }[];
  /** Present where one ticket is trained again instead of a whole experiment. */
  readonly retrain?: { readonly ticket: string; readonly change: RetrainChange };
  /** Present where tickets of other programs are taken in instead; `train`: they are trained at once. */
  readonly imports?: { readonly tickets: readonly TicketImport[]; readonly train: boolean };
}

/** How much a run is, known before it begins, as if nothing were there yet. */
export interface RunSize {
  readonly trainings: number;
  /** Those that an earlier run has finished: `seconds` is for the others. Absent where nobody has looked. */
  readonly stored?: number;
  readonly seconds: number;
  /** Where `pruning.earlyBird.stop` may end trainings: if each ends as early as it can. `seconds` counts nothing as saved. */
  readonly leastSeconds?: number;
  /** Whether the time comes from what this machine has trained before; else it is a guess. */
  readonly measured: boolean;
  readonly workers: number;
  /** Upper estimate for each worker; the data set, which all share, is not counted. */
  readonly workerMemoryBytes: number;
  /** About what the runner takes in all: the program, the data set, its workers, and the numbers of all trainings. */
  readonly memoryBytes: number;
  /** At most. */
  readonly diskBytes: number;
  /** Facts about the data set, with the notes of reading it; absent before it is read. */
  readonly data?: DataFacts;
}

interface RunnerEnd {
  readonly state: ExperimentState;
  /** In English. */
  readonly failure: string | null;
  /** How the failure is told in other languages. */
  readonly told?: Words;
  /** Like the event of that name. */
  readonly document: ExperimentDocument | null;
  /** The run did not begin, since somebody else runs the experiment, or might. */
  readonly refused?: true;
  /** Trainings of one experiment that its threads finished, and that the store had; absent where it ended before its first one, and for a sweep. */
  readonly counts?: { readonly trained: number; readonly found: number };
}

/** Runner -> host. */
export interface RunnerEvents {
  ready: { readonly pid: number };
  log: { readonly level: 'info' | 'warn' | 'error'; readonly text: string };
  /** Once, where the results that were there are those of other settings. */
  replaced: ReplacedSettings;
  /** Once at most, for some seconds or more before the first training: how fast the graphics card is, alone and with several trainings at a time, is being measured. */
  measuring: MeasuredDevice;
  /** Once, before the first training of an experiment that has none yet. */
  size: RunSize;
  progress: RunProgress;
  /** A training has just been finished (or found in the store): the document without the evaluations of trainings, which the store has. */
  document: ExperimentDocument;
  /** Last event; the process ends by itself after it is delivered. */
  end: RunnerEnd;
}

/** Host -> runner. */
export interface RunnerCalls {
  /** Not accepted while somebody else runs the experiment, or where that cannot be told; whatever else is in the way is an error. */
  start: { payload: RunRequest; reply: { readonly accepted: true } | { readonly accepted: false; readonly reason: Words } };
  /** Ends within about one step; replies when the checkpoints are written. */
  cancel: { payload: null; reply: { readonly cancelled: true } };
}
