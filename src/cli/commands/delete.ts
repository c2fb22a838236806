/** `winning-ticket delete`: experiments and sweeps, after a question or with --yes. */
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import type { StoreReader } from '../../runs/library/store-reader.ts';
import { commandOn, storeWords } from '../installation.ts';
import { jsonOption, storeOption, type StoreOptions } from '../options.ts';
import { CliError, exitCodes, inform, printJson } from '../output.ts';
import { existingStore, findSweep, requireEntry } from '../stores.ts';
import { counted } from '../text/words.ts';

interface DeleteOptions extends StoreOptions {
  readonly yes?: true;
}

/** Of a sweep all its experiments; a damaged experiment can be deleted too. */
async function experimentsOf(store: StoreReader, name: string): Promise<readonly string[]> {
  const sweep = await findSweep(store, name);
  return sweep.length > 0 ? sweep.map(({ experiment }) => experiment) : [(await requireEntry(store, name)).experiment];
}

/** Without somebody to ask, only --yes is a yes. */
async function confirmed(experiments: readonly string[]): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new CliError(
      exitCodes.usage,
      `Nobody can be asked here whether to delete ${counted(experiments.length, 'experiment')}: add --yes.`,
    );
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl-C is a no, like the end of the input.
  const answer = await asking.question(`Delete ${experiments.join(', ')}? [y/N] `).catch(() => '');
  asking.close();
  return /^y(es)?$/i.test(answer.trim());
}

async function deleteAll(names: readonly string[], { store: folder, yes, json }: DeleteOptions): Promise<void> {
  const store = await existingStore(folder);
  const found = await Promise.all(names.map((name) => experimentsOf(store, name)));
  const experiments = [...new Set(found.flat())];
  if (!yes && !(await confirmed(experiments))) throw new CliError(exitCodes.cancelled, 'Nothing was deleted.');
  for (const experiment of experiments) await store.deleteExperiment(experiment);
  if (json) return printJson({ schemaVersion: 1, deleted: experiments });
  const next = commandOn(['gc', ...storeWords(folder)], []);
  return inform(`Deleted ${experiments.join(', ')}. Trainings stay, so that the same configs find them again; to remove them too: ${next}`);
}

export function addDelete(program: Command): void {
  program
    .command('delete')
    .alias('rm')
    .argument('<experiment...>', 'experiments or sweeps')
    .description('delete experiments from a store; their trainings stay until gc')
    .option('-y, --yes', 'do not ask')
    .addOption(storeOption())
    .addOption(jsonOption())
    .action(deleteAll);
}
