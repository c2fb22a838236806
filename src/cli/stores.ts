/** Finds experiments and tickets in a store, and says what there is where a name is unknown. */
import { existsSync } from 'node:fs';
import type { ExperimentEntry, StoreReader } from '../runs/library/store-reader.ts';
import { openStore } from '../runs/library/store.ts';
import { sweepNamed } from '../runs/library/sweep-of.ts';
import { parseTicketName } from '../runs/library/ticket.ts';
import { StoreError } from '../runs/store/store-error.ts';
import { parseMemberName } from '../shared/config/sweep/sweep-name.ts';
import type { ExperimentDocument, TicketDetails } from '../shared/results/experiment.ts';
import type { SweepRow } from '../shared/results/sweep-row.ts';
import type { TicketAnalysis } from '../shared/results/ticket-analysis.ts';
import { CliError, exitCodes, note } from './output.ts';

/** Reading must not create a folder: a typo in --store would leave one behind. */
export async function existingStore(folder: string): Promise<StoreReader> {
  if (!existsSync(folder))
    throw new CliError(exitCodes.usage, `There is no store ${folder}. Run an experiment first, or name the folder with --store.`);
  return openStore(folder);
}

export async function findEntry(store: StoreReader, experiment: string): Promise<ExperimentEntry | undefined> {
  const wanted = experiment.normalize('NFC');
  return (await store.list()).find((entry) => entry.experiment === wanted);
}

/** The experiments of the sweep of that name, in order; none where an experiment has it. */
export async function findSweep(store: StoreReader, name: string): Promise<readonly SweepRow[]> {
  return (await findEntry(store, name)) ? [] : sweepNamed(store, name.normalize('NFC'));
}

async function unknown(store: StoreReader, experiment: string): Promise<CliError> {
  const names = (await store.list()).map((entry) => entry.experiment);
  const members = names.filter((name) => parseMemberName(name)?.sweep === experiment.normalize('NFC'));
  if (members.length > 0)
    return new CliError(exitCodes.usage, `"${experiment}" is a sweep. Name one of its experiments: ${members.join(', ')}.`);
  const known = names.length > 0 ? `There are: ${names.join(', ')}.` : 'There are none yet.';
  return new CliError(exitCodes.usage, `There is no experiment "${experiment}" in ${store.folder}. ${known}`);
}

export async function readExperiment(store: StoreReader, experiment: string): Promise<ExperimentDocument> {
  const entry = await findEntry(store, experiment);
  if (!entry) throw await unknown(store, experiment);
  if (entry.problem !== null) throw new CliError(exitCodes.failed, entry.problem);
  return store.document(entry.experiment);
}

/** Experiment of a ticket's name; null for anything that is no ticket's name. */
export function experimentOf(ticket: string): string | null {
  try {
    return parseTicketName(ticket).experiment;
  } catch {
    return null;
  }
}

/** A round that is not there is the caller's mistake, a damaged file is not. */
function ticketProblem(error: unknown): CliError {
  const message = error instanceof Error ? error.message : String(error);
  return new CliError(error instanceof StoreError ? exitCodes.failed : exitCodes.usage, message);
}

/** null where a tensor is missing or damaged, which is noted: the rest of the ticket can still be shown. */
export async function analysisOf(store: StoreReader, ticket: string): Promise<TicketAnalysis | null> {
  return store.analyse(ticket).catch((error: unknown) => {
    note(error instanceof Error ? error.message : String(error));
    return null;
  });
}

export async function readTicket(store: StoreReader, ticket: string): Promise<TicketDetails> {
  const experiment = experimentOf(ticket);
  if (experiment === null)
    throw new CliError(exitCodes.usage, `"${ticket}" names no ticket. A ticket is named like lenet/trial-1/round-05.`);
  // First the experiment, whose absence has its own words.
  await readExperiment(store, experiment);
  return store.ticket(ticket).catch((error: unknown) => Promise.reject(ticketProblem(error)));
}
