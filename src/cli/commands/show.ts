import type { Command } from 'commander';
import { type SweepRow, sweepState } from '../../shared/results/sweep-row.ts';
import { experimentText } from '../experiment-text.ts';
import { jsonOption, storeOption, type StoreOptions } from '../options.ts';
import { print, printJson } from '../output.ts';
import { analysisOf, existingStore, experimentOf, findSweep, readExperiment, readTicket } from '../stores.ts';
import { sweepText } from '../sweep-text.ts';
import { ticketText } from '../ticket-text.ts';

function showSweep(sweep: string, members: readonly SweepRow[], json: boolean): void {
  const state = sweepState(members.map((member) => member.state));
  if (json) printJson({ schemaVersion: 1, sweep, state, members });
  else print(sweepText(sweep, state, members));
}

async function show(name: string, { store: folder, json }: StoreOptions): Promise<void> {
  const store = await existingStore(folder);
  if (experimentOf(name) === null) {
    const sweep = await findSweep(store, name);
    if (sweep.length > 0) return showSweep(name, sweep, json === true);
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
    .argument('<name>', 'an experiment or a sweep (lenet), or a ticket (lenet/trial-1/round-05)')
    .description('an experiment round by round, a sweep side by side, or a ticket layer by layer')
    .addOption(storeOption())
    .addOption(jsonOption())
    .action(show);
}
