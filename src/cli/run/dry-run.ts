/** Plans a run without training anything. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { dataSummary } from '../../data/data-summary.ts';
import { downloadableNames } from '../../data/known/known-datasets.ts';
import { missingFiles } from '../../data/known/missing-files.ts';
import { factsOf } from '../../data/notes.ts';
import { learningRateRange, type LearningRateRange } from '../../engine/learning-rate.ts';
import { numericsOf } from '../../engine/numerics.ts';
import { experimentPlan, plannedNetwork } from '../../lottery/plan/plan.ts';
import { type PlannedRound, plannedRounds, pruningEnd } from '../../lottery/plan/planned.ts';
import { plannedTrainings } from '../../shared/config/schema/planned-trainings.ts';
import { outputUnits } from '../../lottery/plan/resolve-network.ts';
import { estimate, standIn } from '../../runs/estimate/estimate.ts';
import { openStore } from '../../runs/library/store.ts';
import { findReadingFiles, readDataset, readModelOf } from '../../runs/reading/read-files.ts';
import type { RunSize } from '../../shared/channel/runner-protocol.ts';
import { datasetPaths } from '../../shared/config/reading/rebase-dataset-paths.ts';
import { isModel } from '../../shared/config/schema/network-schema.ts';
import { criterionFacts } from '../../shared/config/schema/pruning-schema.ts';
import { isWarning, noteWords } from '../../shared/results/data-notes.ts';
import { type DataWarning, dataWarningWords } from '../../shared/results/data-summary.ts';
import { pruningEndWords } from '../../shared/results/pruning/pruning-end.ts';
import { formatCount, formatRemaining } from '../../shared/text/format.ts';
import type { LoadedConfig } from './config-file.ts';
import { command, programFolder } from '../installation.ts';
import { table } from '../text/table.ts';
import { counted, sizeWords } from '../text/words.ts';

interface Planned {
  readonly schemaVersion: 1;
  readonly experiment: string;
  readonly rounds: readonly PlannedRound[];
}

interface PlannedRun extends Planned, RunSize {
  /** Whole channels are pruned: rounds keep at most these weights. */
  readonly roundsAreUpperBounds?: true;
  readonly learningRate: LearningRateRange;
  /** Of the data and the network together. */
  readonly warnings: readonly DataWarning[];
  /** A data set whose facts are known without its files, which are not on this machine yet. */
  readonly toFetch: string | null;
}

/** Without the config's own files nobody can tell what a sample's shape is, nor how many weights there are. */
interface UnreadRun extends Planned {
  readonly trainings: number;
  readonly missing: readonly string[];
}

export type DryRun = PlannedRun | UnreadRun;

export const isUnread = (plan: DryRun): plan is UnreadRun => 'missing' in plan;

export interface DryRunOptions {
  /** Past trainings in it tell how fast this machine is. */
  readonly store: string;
  readonly workers: number | null;
}

/** Files of the user's own that the config names and that are not there. */
function missingOwnFiles({ config: { dataset, network }, baseFolder }: LoadedConfig): readonly string[] {
  const named = [...(typeof dataset === 'object' ? datasetPaths(dataset) : []), ...(isModel(network) ? [network.model] : [])];
  return named.map((file) => path.resolve(baseFolder, file)).filter((file) => !existsSync(file));
}

export async function dryRun(loaded: LoadedConfig, options: DryRunOptions): Promise<DryRun> {
  const missing = missingOwnFiles(loaded);
  if (missing.length === 0) return plannedRun(loaded, options);
  const { config, experiment } = loaded;
  return { schemaVersion: 1, experiment, rounds: [], trainings: plannedTrainings(config), missing };
}

async function plannedRun({ config, experiment, baseFolder }: LoadedConfig, { store, workers }: DryRunOptions): Promise<PlannedRun> {
  const files = await findReadingFiles(programFolder);
  const toFetch = downloadableNames.find((name) => name === config.dataset && missingFiles(name).length > 0) ?? null;
  const dataset =
    toFetch === null ? await readDataset(files, config.dataset, outputUnits(config.network), { baseFolder }) : standIn(config);
  const model = await readModelOf(files, config.network, dataset, { baseFolder });
  const planned = plannedNetwork({ config, dataset, model });
  const { network, specDraft } = experimentPlan({ config, dataset, numerics: numericsOf(planned), model });
  const warnings = toFetch === null ? dataSummary(dataset, network, config.training.batchSize).warnings : [];
  const size = estimate(config, workers, await openStore(store).pastTrainings(), dataset, network);
  const rounds = plannedRounds(network, config.pruning);
  const learningRate = learningRateRange(specDraft(1));
  const bounds = criterionFacts[config.pruning.criterion].prunesChannels && ({ roundsAreUpperBounds: true } as const);
  return { schemaVersion: 1, experiment, rounds, ...bounds, learningRate, ...size, data: factsOf(dataset), warnings, toFetch };
}

/** Three digits, as short as they are. */
const shortNumber = (value: number): string => String(Number(value.toPrecision(3)));

/** Nothing of a rate that is constant. */
function rateWords({ first, highest, last }: LearningRateRange): string {
  if (first === highest && last === highest) return '';
  return `Learning rate: ${shortNumber(first)} at the first iteration, at most ${shortNumber(highest)}, ${shortNumber(last)} at the last.\n`;
}

function unreadText({ experiment, trainings, missing }: UnreadRun): string {
  const files = missing.map((file) => `\n  ${file}`).join('');
  return `${experiment}: ${counted(trainings, 'training')}. Sizes and time are not known, since these are not there:${files}\nNothing was run.`;
}

const roundsTable = ({ rounds }: PlannedRun): string =>
  table<PlannedRound>(
    [
      { title: 'round', align: 'right', cell: ({ round }) => String(round) },
      { title: 'weights remaining', align: 'right', cell: ({ remainingCount }) => formatCount(remainingCount) },
      { title: 'share', align: 'right', cell: ({ remaining }) => formatRemaining(remaining) },
    ],
    rounds,
  );

function warningsOf({ data, warnings, rounds, toFetch }: PlannedRun): string {
  const notes = (data?.notes ?? []).map((note) => `\n${isWarning(note) ? 'warning' : 'note'}: ${noteWords(note)}`);
  const saidByNotes = ['constant-input', 'wide-column'];
  const open = warnings.filter(({ kind }) => !saidByNotes.includes(kind));
  const end = pruningEnd(rounds);
  const fetch = toFetch === null ? [] : [`${toFetch} is not on this machine yet: ${command('data', 'fetch', toFetch)}`];
  const said = [...open.map((warning) => `${dataWarningWords(warning)}.`), ...(end === null ? [] : [pruningEndWords(end)]), ...fetch];
  return [...notes, ...said.map((words) => `\nwarning: ${words}`)].join('');
}

const boundWords = 'Whole channels are pruned: a round keeps at most so many weights.\n\n';

/** The plan of a run as people read it. */
export function dryRunText(plan: DryRun): string {
  if (isUnread(plan)) return unreadText(plan);
  const head = `${plan.experiment}: ${counted(plan.trainings, 'training')}`;
  return `${head}\n\n${roundsTable(plan)}\n\n${plan.roundsAreUpperBounds ? boundWords : ''}${rateWords(plan.learningRate)}${sizeWords(plan)} Nothing was run.${warningsOf(plan)}`;
}
