import type { Command } from 'commander';
import type { StoreReader } from '../../runs/library/store-reader.ts';
import { parseMemberName } from '../../shared/config/sweep/sweep-name.ts';
import type { ExperimentDocument } from '../../shared/results/experiment.ts';
import { type SweepRow, sweepState } from '../../shared/results/sweep-row.ts';
import { costsText, experimentText, momentsText } from '../experiment-text.ts';
import { jsonOption, storeOption, type StoreOptions } from '../options.ts';
import { type ExitCode, exitCodes, note, print, printJson } from '../output.ts';
import { analysisOf, existingStore, experimentOf, findSweep, readExperiment, readTicket } from '../stores.ts';
import { sweepText } from '../sweep-text.ts';
import { ticketText } from '../ticket-text.ts';

/** Members whose record cannot be read are in no row. */
async function sweepDamage(store: StoreReader, sweep: string, members: readonly SweepRow[]): Promise<ExitCode> {
  const unreadable = (await store.list()).filter(
    ({ experiment, problem }) => problem !== null && parseMemberName(experiment)?.sweep === sweep,
  );
  for (const { experiment, problem } of unreadable) note(`${experiment}: ${problem ?? ''}`);
  return unreadable.length > 0 || members.some(({ damagedFiles }) => damagedFiles > 0) ? exitCodes.damaged : exitCodes.done;
}

function showSweep(sweep: string, members: readonly SweepRow[], json: boolean): void {
  const state = sweepState(members.map((member) => member.state));
  if (json) printJson({ schemaVersion: 1, sweep, state, members });
  else print(sweepText(sweep, state, members));
}

interface ShowOptions extends StoreOptions {
  readonly untrained?: true;
  readonly costs?: true;
}

function textOf(document: ExperimentDocument, { untrained, costs }: ShowOptions): string {
  const wanted = [...(untrained ? [momentsText(document)] : []), ...(costs ? [costsText(document)] : [])];
  return wanted.length > 0 ? wanted.join('\n\n') : experimentText(document);
}

function showExperiment(document: ExperimentDocument, options: ShowOptions): ExitCode {
  if (options.json) printJson(document);
  else print(textOf(document, options));
  return document.damage.length > 0 ? exitCodes.damaged : exitCodes.done;
}

async function show(name: string, options: ShowOptions): Promise<ExitCode> {
  const { store: folder, json } = options;
  const store = await existingStore(folder);
  if (experimentOf(name) === null) {
    const sweep = await findSweep(store, name);
    if (sweep.length > 0) {
      showSweep(name, sweep, json === true);
      return sweepDamage(store, name, sweep);
    }
    return showExperiment(await readExperiment(store, name), options);
  }
  const ticket = await readTicket(store, name);
  const analysis = await analysisOf(store, ticket.ticket);
  if (json) printJson({ ...ticket, analysis });
  else print(ticketText(ticket, analysis));
  return analysis ? exitCodes.done : exitCodes.damaged;
}

export function addShow(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('show')
    .argument('<name>', 'an experiment or a sweep (lenet), or a ticket (lenet/trial-1/round-05)')
    .description('an experiment round by round, a sweep side by side, or a ticket layer by layer')
    .option('--untrained', 'of an experiment: its networks pruned but not rewound, and untrained, in place of the trained ones')
    .option('--costs', 'of an experiment: what it costs to find and to train the tickets, in dense trainings')
    .addOption(storeOption())
    .addOption(jsonOption())
    .action(async (name: string, options: ShowOptions) => done(await show(name, options)));
}
