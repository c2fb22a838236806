import type { Command } from 'commander';
import type { StoreReader } from '../../runs/library/store-reader.ts';
import { parseMemberName } from '../../shared/config/sweep/sweep-name.ts';
import type { ExperimentDocument } from '../../shared/results/experiment.ts';
import { type SweepRow, sweepState } from '../../shared/results/sweep-row.ts';
import { sweepOutcome } from '../../shared/results/sweep-words.ts';
import { experimentText } from '../text/experiment-text.ts';
import { costsText, momentsText, roundsGrid } from '../text/experiment-tables.ts';
import { jsonOption, storeOption, type StoreOptions } from '../options.ts';
import { type ExitCode, exitCodes, note } from '../output.ts';
import { formatOption, printAs } from '../text/print-as.ts';
import { analysisOf, existingStore, experimentOf, findSweep, readExperiment, readTicket } from '../stores.ts';
import { sweepGrid, sweepText } from '../text/sweep-text.ts';
import { layersGrid, ticketText } from '../text/ticket-text.ts';

/** Members whose record cannot be read are in no row. */
async function sweepDamage(store: StoreReader, sweep: string, members: readonly SweepRow[]): Promise<ExitCode> {
  const unreadable = (await store.list()).filter(
    ({ experiment, problem }) => problem !== null && parseMemberName(experiment)?.sweep === sweep,
  );
  for (const { experiment, problem } of unreadable) note(`${experiment}: ${problem ?? ''}`);
  return unreadable.length > 0 || members.some(({ damagedFiles }) => damagedFiles > 0) ? exitCodes.damaged : exitCodes.done;
}

function showSweep(sweep: string, members: readonly SweepRow[], options: ShowOptions): void {
  const state = sweepState(members.map((member) => member.state));
  const outcome = sweepOutcome(members);
  printAs(options, {
    text: () => sweepText(sweep, state, members),
    grid: () => sweepGrid(members),
    json: () => ({ schemaVersion: 1, sweep, state, verdict: outcome.kind, best: outcome.best?.experiment ?? null, members }),
  });
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
  printAs(options, { text: () => textOf(document, options), grid: () => roundsGrid(document), json: () => document });
  return document.damage.length > 0 ? exitCodes.damaged : exitCodes.done;
}

async function showTicket(store: StoreReader, name: string, options: ShowOptions): Promise<ExitCode> {
  const ticket = await readTicket(store, name);
  const analysis = await analysisOf(store, ticket.ticket);
  printAs(options, { text: () => ticketText(ticket, analysis), grid: () => layersGrid(ticket), json: () => ({ ...ticket, analysis }) });
  return analysis ? exitCodes.done : exitCodes.damaged;
}

async function show(name: string, options: ShowOptions): Promise<ExitCode> {
  const store = await existingStore(options.store);
  if (experimentOf(name) !== null) return showTicket(store, name, options);
  const sweep = await findSweep(store, name);
  if (sweep.length === 0) return showExperiment(await readExperiment(store, name), options);
  showSweep(name, sweep, options);
  return sweepDamage(store, name, sweep);
}

export function addShow(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('show')
    .argument('<name>', 'an experiment or a sweep (lenet), or a ticket (lenet/trial-1/round-05)')
    .description('an experiment round by round, a sweep side by side, or a ticket layer by layer')
    .option('--untrained', 'of an experiment: its networks pruned but not rewound, and untrained, in place of the trained ones')
    .option('--costs', 'of an experiment: what it costs to find and to train the tickets, in dense trainings')
    .addOption(storeOption())
    .addOption(formatOption())
    .addOption(jsonOption())
    .action(async (name: string, options: ShowOptions) => done(await show(name, options)));
}
