/** Finds experiments and tickets in a store, and says what there is where a name is unknown. */
import { existsSync, statSync } from 'node:fs';
import type { ExperimentEntry, StoreReader } from '../runs/library/store-reader.ts';
import { openStore } from '../runs/library/store.ts';
import { sweepNamed } from '../runs/library/sweep-of.ts';
import { StoreError } from '../runs/store/files/store-error.ts';
import { composedName } from '../shared/config/facts/experiment-name.ts';
import { nearest } from '../shared/config/problems/nearest.ts';
import { parseMemberName } from '../shared/config/sweep/sweep-name.ts';
import type { ExperimentDocument } from '../shared/results/experiment.ts';
import type { TicketDetails } from '../shared/results/ticket/ticket-details.ts';
import { compareMembers, type SweepRow } from '../shared/results/sweep-row.ts';
import type { TicketAnalysis } from '../shared/results/ticket/ticket-analysis.ts';
import { parseTicketName, ticketIdOf, ticketName } from '../shared/results/ticket-name.ts';
import { ownWords } from '../shared/text/own-words.ts';
import { command, storeWords } from './installation.ts';
import { CliError, exitCodes, note } from './output.ts';

/** @throws CliError where something else is in a store's place. */
export function requireFolder(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found && !found.isDirectory()) throw new CliError(exitCodes.usage, `${folder} is a file, where a store's folder belongs.`);
}

/** Reading must not create a folder: a typo in --store would leave one behind. */
export async function existingStore(folder: string): Promise<StoreReader> {
  if (!existsSync(folder))
    throw new CliError(exitCodes.usage, `There is no store ${folder}. Run an experiment first, or name the folder with --store.`);
  requireFolder(folder);
  return openStore(folder);
}

export async function findEntry(store: StoreReader, experiment: string): Promise<ExperimentEntry | undefined> {
  const wanted = composedName(experiment);
  return (await store.list()).find((entry) => entry.experiment === wanted);
}

/** The experiments of the sweep of that name, in order; none where an experiment has it. */
export async function findSweep(store: StoreReader, name: string): Promise<readonly SweepRow[]> {
  return (await findEntry(store, name)) ? [] : sweepNamed(store, composedName(name));
}

/** So many names are listed where none is near. */
const fewNames = 5;

/** The nearest name, else the few that there are: nobody reads a list of 35. */
function otherNames(store: StoreReader, experiment: string, experiments: readonly string[]): string {
  if (experiments.length === 0) return 'There are none yet.';
  const sweeps = experiments.flatMap((name) => parseMemberName(name)?.sweep ?? []);
  const near = nearest(composedName(experiment), [...new Set([...experiments, ...sweeps])]);
  if (near !== undefined) return `Did you mean "${near}"?`;
  if (experiments.length <= fewNames) return `There are: ${experiments.join(', ')}.`;
  return `There are ${experiments.length}: ${command('list', ...storeWords(store.folder))} shows them.`;
}

/** A ticket whose trial and round are written in some other way: "lenet/trail-1/round-5", "lenet/1/5". */
function meantTicket(written: string, experiments: readonly string[]): string | undefined {
  const [, experiment = '', trial, round] = /^(.+?)\/\D{0,12}(\d{1,6})\/\D{0,12}(\d{1,6})$/.exec(written) ?? [];
  const known = nearest(composedName(experiment), experiments);
  return known === undefined ? undefined : ticketName({ experiment: known, trial: Number(trial), round: Number(round) });
}

async function unknown(store: StoreReader, experiment: string): Promise<CliError> {
  const names = (await store.list()).map((entry) => entry.experiment);
  const ticket = meantTicket(experiment, names);
  if (ticket !== undefined) return new CliError(exitCodes.usage, `"${experiment}" names no ticket. Did you mean "${ticket}"?`);
  const members = names.filter((name) => parseMemberName(name)?.sweep === composedName(experiment));
  const [first] = members.toSorted(compareMembers);
  if (first !== undefined)
    return new CliError(
      exitCodes.usage,
      `"${experiment}" is a sweep of ${members.length}. Name one of its experiments, such as "${first}".`,
    );
  return new CliError(
    exitCodes.usage,
    `There is no experiment "${experiment}" in ${store.folder}. ${otherNames(store, experiment, names)}`,
  );
}

/** @throws CliError that names what was probably meant. */
export async function requireEntry(store: StoreReader, experiment: string): Promise<ExperimentEntry> {
  const entry = await findEntry(store, experiment);
  if (!entry) throw await unknown(store, experiment);
  return entry;
}

export async function readExperiment(store: StoreReader, experiment: string): Promise<ExperimentDocument> {
  const entry = await requireEntry(store, experiment);
  if (entry.problem !== null) throw new CliError(exitCodes.failed, entry.problem);
  return store.document(entry.experiment);
}

/** The experiment of a ticket's name; null for any other name. */
export const experimentOf = (ticket: string): string | null => parseTicketName(ticket)?.experiment ?? null;

/** A round that is not there is the caller's mistake, a damaged file is not. */
function ticketProblem(error: unknown): CliError {
  const message = ownWords(error);
  return new CliError(error instanceof StoreError ? exitCodes.failed : exitCodes.usage, message);
}

/** null where a tensor is missing or damaged, which is noted: the rest of the ticket can still be shown. */
export async function analysisOf(store: StoreReader, ticket: string): Promise<TicketAnalysis | null> {
  return store.analyse(ticket).catch((error: unknown) => {
    note(ownWords(error));
    return null;
  });
}

function ticketExperiment(ticket: string): string {
  try {
    return ticketIdOf(ticket).experiment;
  } catch (error) {
    throw new CliError(exitCodes.usage, ownWords(error));
  }
}

export async function readTicket(store: StoreReader, ticket: string): Promise<TicketDetails> {
  // First the experiment, whose absence has its own words.
  await readExperiment(store, ticketExperiment(ticket));
  return store.ticket(ticket).catch((error: unknown) => Promise.reject(ticketProblem(error)));
}
