import type { Command } from 'commander';
import { claimsText } from '../claims-text.ts';
import { jsonOption, storeOption } from '../options.ts';
import type { StoreOptions } from '../options.ts';
import { print, printJson } from '../output.ts';
import { existingStore, readExperiment } from '../stores.ts';

async function claims(name: string, { store: folder, json }: StoreOptions): Promise<void> {
  const document = await readExperiment(await existingStore(folder), name);
  if (json) printJson({ schemaVersion: 1, experiment: document.experiment, state: document.state, ...document.claims });
  else print(claimsText(document));
}

export function addClaims(program: Command): void {
  program
    .command('claims')
    .argument('<experiment>', 'such as lenet')
    .description("the paper's claims beside this run's figures: holds, does not hold, cannot tell")
    .addOption(storeOption())
    .addOption(jsonOption())
    .action(claims);
}
