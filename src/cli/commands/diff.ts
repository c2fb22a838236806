import type { Command } from 'commander';
import { comparisonText } from '../comparison-text.ts';
import { jsonOption, storeOption } from '../options.ts';
import type { StoreOptions } from '../options.ts';
import { print, printJson } from '../output.ts';
import { existingStore, readTicket } from '../stores.ts';

async function diff(a: string, b: string, { store: folder, json }: StoreOptions): Promise<void> {
  const store = await existingStore(folder);
  // Unknown names are told apart from damaged files.
  const [first, second] = [await readTicket(store, a), await readTicket(store, b)];
  const comparison = await store.compare(first.ticket, second.ticket);
  if (json) printJson({ schemaVersion: 1, ...comparison });
  else print(comparisonText(comparison));
}

export function addDiff(program: Command): void {
  program
    .command('diff')
    .argument('<a>', 'a ticket')
    .argument('<b>', 'another ticket')
    .description('two tickets side by side, with the agreement of their masks')
    .addOption(storeOption())
    .addOption(jsonOption())
    .action(diff);
}
