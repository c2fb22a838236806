import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { ExperimentEntry, StoreReader } from '../../runs/library/store-reader.ts';
import { damageWords } from '../../shared/results/notices.ts';
import { ownWords } from '../../shared/text/own-words.ts';
import { jsonOption, storeOption, type StoreOptions } from '../options.ts';
import { type ExitCode, exitCodes, note, print, printJson } from '../output.ts';
import { existingStore } from '../stores.ts';
import { table } from '../table.ts';

interface ListedExperiment extends ExperimentEntry {
  readonly finishedTrainings: number | null;
  readonly plannedTrainings: number | null;
  readonly headline: string | null;
  /** What of it cannot be read; each begins with a path. */
  readonly damage: readonly string[];
}

/** One damaged experiment must not hide the others. */
async function describe(store: StoreReader, entry: ExperimentEntry): Promise<ListedExperiment> {
  const unknown = { ...entry, finishedTrainings: null, plannedTrainings: null, headline: null, damage: [] };
  if (entry.problem !== null) return unknown;
  try {
    const { trainings, plannedTrainings, headline, damage } = await store.document(entry.experiment);
    return { ...entry, finishedTrainings: trainings.length, plannedTrainings, headline: headline.title, damage };
  } catch (error) {
    return { ...unknown, problem: ownWords(error) };
  }
}

const resultWords = (entry: ListedExperiment): string =>
  entry.problem ?? [damageWords(entry.damage.length), entry.headline ?? ''].filter((words) => words !== '').join('; ');

function listText(experiments: readonly ListedExperiment[], folder: string): string {
  if (experiments.length === 0) return `No experiments in ${folder} yet.`;
  const trainings = (entry: ListedExperiment): string =>
    entry.plannedTrainings === null ? '' : `${String(entry.finishedTrainings)}/${entry.plannedTrainings}`;
  return table<ListedExperiment>(
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
function noteDamage(experiments: readonly ListedExperiment[]): ExitCode {
  for (const { experiment, damage } of experiments) for (const text of damage) note(`${experiment}: ${text}`);
  return experiments.some(({ problem, damage }) => problem !== null || damage.length > 0) ? exitCodes.damaged : exitCodes.done;
}

async function list({ store: folder, json }: StoreOptions): Promise<ExitCode> {
  const store = existsSync(folder) ? await existingStore(folder) : null;
  const experiments = store ? await Promise.all((await store.list()).map((entry) => describe(store, entry))) : [];
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
