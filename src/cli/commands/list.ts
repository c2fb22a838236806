import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { ExperimentEntry, StoreReader } from '../../runs/library/store-reader.ts';
import { messageOf } from '../../shared/text/message-of.ts';
import { jsonOption, storeOption, type StoreOptions } from '../options.ts';
import { print, printJson } from '../output.ts';
import { existingStore } from '../stores.ts';
import { table } from '../table.ts';

interface ListedExperiment extends ExperimentEntry {
  readonly finishedTrainings: number | null;
  readonly plannedTrainings: number | null;
  readonly headline: string | null;
}

/** One damaged experiment must not hide the others. */
async function describe(store: StoreReader, entry: ExperimentEntry): Promise<ListedExperiment> {
  const unknown = { ...entry, finishedTrainings: null, plannedTrainings: null, headline: null };
  if (entry.problem !== null) return unknown;
  try {
    const { trainings, plannedTrainings, headline } = await store.document(entry.experiment);
    return { ...entry, finishedTrainings: trainings.length, plannedTrainings, headline: headline.title };
  } catch (error) {
    return { ...unknown, problem: messageOf(error) };
  }
}

function listText(experiments: readonly ListedExperiment[], folder: string): string {
  if (experiments.length === 0) return `No experiments in ${folder} yet.`;
  const trainings = (entry: ListedExperiment): string =>
    entry.plannedTrainings === null ? '' : `${String(entry.finishedTrainings)}/${entry.plannedTrainings}`;
  return table<ListedExperiment>(
    [
      { title: 'experiment', cell: ({ experiment }) => experiment },
      { title: 'state', cell: ({ state }) => state },
      { title: 'trainings', align: 'right', cell: trainings },
      { title: 'result', cell: ({ problem, headline }) => problem ?? headline ?? '' },
    ],
    experiments,
  );
}

async function list({ store: folder, json }: StoreOptions): Promise<void> {
  const store = existsSync(folder) ? await existingStore(folder) : null;
  const experiments = store ? await Promise.all((await store.list()).map((entry) => describe(store, entry))) : [];
  if (json) printJson({ schemaVersion: 1, store: folder, experiments });
  else print(listText(experiments, folder));
}

export function addList(program: Command): void {
  program
    .command('list')
    .description('the experiments of a store and their state')
    .addOption(storeOption())
    .addOption(jsonOption())
    .action(list);
}
