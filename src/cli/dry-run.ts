/** Plans a run without training anything. */
import path from 'node:path';
import { dataSummary } from '../data/data-summary.ts';
import { factsOf } from '../data/notes.ts';
import { learningRateRange, type LearningRateRange } from '../engine/learning-rate.ts';
import { numericsOf } from '../engine/numerics.ts';
import { experimentPlan, plannedNetwork } from '../lottery/plan/plan.ts';
import { type PlannedRound, plannedRounds, pruningEnd } from '../lottery/plan/planned.ts';
import { outputUnits } from '../lottery/plan/resolve-network.ts';
import { estimate } from '../runs/estimate/estimate.ts';
import { openStore } from '../runs/library/store.ts';
import { findReadingFiles, readDataset, readModelOf } from '../runs/reading/read-files.ts';
import type { RunSize } from '../shared/channel/runner-protocol.ts';
import { criterionFacts } from '../shared/config/schema/pruning-schema.ts';
import { isWarning, noteWords } from '../shared/results/data-notes.ts';
import { type DataWarning, dataWarningWords } from '../shared/results/data-summary.ts';
import { pruningEndWords } from '../shared/results/pruning-end.ts';
import { formatCount, formatRemaining } from '../shared/text/format.ts';
import type { LoadedConfig } from './config-file.ts';
import { programFolder } from './installation.ts';
import { table } from './table.ts';
import { counted, sizeWords } from './words.ts';

export interface DryRun extends RunSize {
  readonly schemaVersion: 1;
  readonly experiment: string;
  readonly rounds: readonly PlannedRound[];
  /** Whole channels are pruned: rounds keep at most these weights. */
  readonly roundsAreUpperBounds?: true;
  readonly learningRate: LearningRateRange;
  /** Of the data and the network together. */
  readonly warnings: readonly DataWarning[];
}

export interface DryRunOptions {
  /** Past trainings in it tell how fast this machine is. */
  readonly store: string;
  readonly workers: number | null;
}

export async function dryRun({ config, experiment, path: file }: LoadedConfig, { store, workers }: DryRunOptions): Promise<DryRun> {
  const [files, place] = [await findReadingFiles(programFolder), { baseFolder: path.dirname(file) }];
  const dataset = await readDataset(files, config.dataset, outputUnits(config.network), place);
  const model = await readModelOf(files, config.network, dataset, place);
  const planned = plannedNetwork({ config, dataset, model });
  const { network, specDraft } = experimentPlan({ config, dataset, numerics: numericsOf(planned), model });
  const { warnings } = dataSummary(dataset, network, config.training.batchSize);
  const size = estimate(config, workers, await openStore(store).pastTrainings(), dataset, network);
  const rounds = plannedRounds(network, config.pruning);
  const learningRate = learningRateRange(specDraft(1));
  const bounds = criterionFacts[config.pruning.criterion].prunesChannels && ({ roundsAreUpperBounds: true } as const);
  return { schemaVersion: 1, experiment, rounds, ...bounds, learningRate, ...size, data: factsOf(dataset), warnings };
}

/** Three digits, as short as they are. */
const shortNumber = (value: number): string => String(Number(value.toPrecision(3)));

/** Nothing of a rate that is constant. */
function rateWords({ first, highest, last }: LearningRateRange): string {
  if (first === highest && last === highest) return '';
  return `Learning rate: ${shortNumber(first)} at the first iteration, at most ${shortNumber(highest)}, ${shortNumber(last)} at the last.\n`;
}

/** The plan of a run as people read it. */
export function dryRunText(plan: DryRun): string {
  const rounds = table<PlannedRound>(
    [
      { title: 'round', align: 'right', cell: ({ round }) => String(round) },
      { title: 'weights remaining', align: 'right', cell: ({ remainingCount }) => formatCount(remainingCount) },
      { title: 'share', align: 'right', cell: ({ remaining }) => formatRemaining(remaining) },
    ],
    plan.rounds,
  );
  const notes = (plan.data?.notes ?? []).map((note) => `\n${isWarning(note) ? 'warning' : 'note'}: ${noteWords(note)}`).join('');
  const saidByNotes = ['constant-input', 'wide-column'];
  const open = plan.warnings.filter(({ kind }) => !saidByNotes.includes(kind));
  const bounds = plan.roundsAreUpperBounds ? 'Whole channels are pruned: a round keeps at most so many weights.\n\n' : '';
  const end = pruningEnd(plan.rounds);
  const said = [...open.map((warning) => `${dataWarningWords(warning)}.`), ...(end === null ? [] : [pruningEndWords(end)])];
  const warnings = said.map((words) => `\nwarning: ${words}`).join('');
  const rate = rateWords(plan.learningRate);
  return `${plan.experiment}: ${counted(plan.trainings, 'training')}\n\n${rounds}\n\n${bounds}${rate}${sizeWords(plan)} Nothing was run.${notes}${warnings}`;
}
