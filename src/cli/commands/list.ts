import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { ExperimentEntry, ListedExperiment } from '../../runs/library/store-reader.ts';
import { jsonOption, storeOption, type StoreOptions } from '../options.ts';
import { type ExitCode, exitCodes, note, print, printJson } from '../output.ts';
import { existingStore } from '../stores.ts';
import { table } from '../table.ts';

interface ListedLine extends ExperimentEntry {
  readonly finishedTrainings: number | null;
  readonly plannedTrainings: number | null;
  readonly headline: string | null;
  /** What of it cannot be read; each begins with a path. */
  readonly damage: readonly string[];
  /** "1 training failed, 1 file cannot be read"; '' where all is well. */
  readonly trouble: string;
}

/** One damaged experiment does not hide the others. */
function lineOf({ summary, ...entry }: ListedExperiment): ListedLine {
  if (!summary) return { ...entry, finishedTrainings: null, plannedTrainings: null, headline: null, damage: [], trouble: '' };
  const { finishedTrainings, plannedTrainings, headline, damage, trouble } = summary;
  return { ...entry, finishedTrainings, plannedTrainings, headline: headline.title, damage, trouble };
}

const resultWords = (entry: ListedLine): string =>
  entry.problem ?? [entry.trouble, entry.headline ?? ''].filter((words) => words !== '').join('; ');

function listText(experiments: readonly ListedLine[], folder: string): string {
  if (experiments.length === 0) return `No experiments in ${folder} yet.`;
  const trainings = (entry: ListedLine): string =>
    entry.plannedTrainings === null ? '' : `${String(entry.finishedTrainings)}/${entry.plannedTrainings}`;
  return table<ListedLine>(
    [
      { title: 'experiment', cell: ({ experiment }) => experiment },
      { title: 'state', cell: ({ state }) => state },
      { title: 'trainings', align: 'right', cell: trainings },
      { title: 'result', cell: resultWords },
    ],
    experiments,
  );
}

/** Paths stand on lines of their own on stderr; a reason that stands in the table is not said twice. */
function noteDamage(experiments: readonly ListedLine[]): ExitCode {
  for (const { experiment, damage } of experiments) for (const text of damage) note(`${experiment}: ${text}`);
  return experiments.some(({ problem, damage }) => problem !== null || damage.length > 0) ? exitCodes.damaged : exitCodes.done;
}

async function list({ store: folder, json }: StoreOptions): Promise<ExitCode> {
  const store = existsSync(folder) ? await existingStore(folder) : null;
  const experiments = store ? (await store.overview()).map(lineOf) : [];
  if (json) printJson({ schemaVersion: 1, store: folder, experiments });
  else print(listText(experiments, folder));
  return noteDamage(experiments);
}

export function addList(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('list')
    .description('the experiments of a store and their state')
    .addOption(storeOption())
    .addOption(jsonOption())
    .action(async (options: StoreOptions) => done(await list(options)));
}
