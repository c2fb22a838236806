import type { Command } from 'commander';
import { experimentText } from '../experiment-text.ts';
import { jsonOption, storeOption } from '../options.ts';
import type { StoreOptions } from '../options.ts';
import { print, printJson } from '../output.ts';
import { analysisOf, existingStore, experimentOf, readExperiment, readTicket } from '../stores.ts';
import { ticketText } from '../ticket-text.ts';

async function show(name: string, { store: folder, json }: StoreOptions): Promise<void> {
  const store = await existingStore(folder);
  if (experimentOf(name) === null) {
    const document = await readExperiment(store, name);
    return json ? printJson(document) : print(experimentText(document));
  }
  const ticket = await readTicket(store, name);
  const analysis = await analysisOf(store, ticket.ticket);
  return json ? printJson({ ...ticket, analysis }) : print(ticketText(ticket, analysis));
}

export function addShow(program: Command): void {
  program
    .command('show')
    .argument('<name>', 'an experiment (lenet) or a ticket (lenet/trial-1/round-05)')
    .description('an experiment round by round, or a ticket layer by layer')
    .addOption(storeOption())
    .addOption(jsonOption())
    .action(show);
}
