import * as vscode from 'vscode';
import type { ExperimentDocument, TrainingSummary } from '../../shared/results/experiment.ts';
import { untrainedImports } from '../../shared/results/ticket/imported.ts';
import { ticketName } from '../../shared/results/ticket-name.ts';
import { formatRemaining } from '../../shared/text/format.ts';
import { inLabel } from '../../shared/text/plain-text.ts';
import { experimentsOfConfig } from '../config/config-document.ts';
import { type ExperimentRef, isMember, sweepOf, type TicketRef } from '../experiments/experiment-ref.ts';
import type { LibraryEntry } from '../experiments/library.ts';
import { inform } from '../notify.ts';
import type { Services } from '../services.ts';
import { joined } from '../views/experiment-words.ts';
import { trainingWords } from '../views/node-words.ts';
import { namedSweep, oncePerSweep } from './sweep-targets.ts';

type Fields = Partial<Record<'storeFolder' | 'experiment' | 'ticket', unknown>> & { readonly round?: { readonly round: number } };
const fieldsOf = (target: unknown): Fields => (typeof target === 'object' && target !== null ? target : {});

/** A tree node or a reference that names an experiment. */
export function namedExperiment(target: unknown): ExperimentRef | undefined {
  const { storeFolder, experiment } = fieldsOf(target);
  return typeof storeFolder === 'string' && typeof experiment === 'string' ? { storeFolder, experiment } : undefined;
}

export function namedTicket(target: unknown): TicketRef | undefined {
  const { storeFolder, ticket } = fieldsOf(target);
  return typeof storeFolder === 'string' && typeof ticket === 'string' ? { storeFolder, ticket } : undefined;
}

/** The experiment a command is about: its argument, else the only one, else one that the user picks. */
export async function pickExperiment(
  { library, stores }: Services,
  target: unknown,
  suits: (entry: LibraryEntry) => boolean = () => true,
): Promise<ExperimentRef | undefined> {
  if (target instanceof vscode.Uri) return experimentsOfConfig(target)[0];
  const named = namedExperiment(target);
  if (named) return named;
  const entries = (await library.entries()).filter((entry) => entry.problem === null && suits(entry));
  const sweep = namedSweep(target);
  if (sweep) return entries.find((entry) => isMember(entry, sweep));
  if (entries.length === 0) void inform(vscode.l10n.t('There is no such experiment.'));
  if (entries.length < 2) return entries[0];
  const folders = stores.labels();
  const items = entries.map((entry) => ({
    label: inLabel(entry.experiment),
    description: inLabel(joined(entry.state, folders.get(entry.storeFolder) ?? '')),
    entry,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Choose an experiment') }))?.entry;
}

/** The run that a command is about, by one of its experiments: a sweep is run, cancelled and gone on with as a whole. */
export async function pickRun(
  services: Services,
  target: unknown,
  suits: (entry: LibraryEntry) => boolean,
): Promise<ExperimentRef | undefined> {
  if (target !== undefined) return pickExperiment(services, target, suits);
  const entries = oncePerSweep((await services.library.entries()).filter((entry) => entry.problem === null && suits(entry)));
  if (entries.length < 2) return pickExperiment(services, entries[0], suits);
  const items = entries.map((entry) => ({
    label: inLabel(sweepOf(entry)?.sweep ?? entry.experiment),
    description: entry.state,
    entry,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Choose an experiment') }))?.entry;
}

interface TicketItem extends vscode.QuickPickItem {
  readonly ticket: TicketRef;
}

function ticketItem({ storeFolder, experiment }: ExperimentRef, { rounds }: ExperimentDocument, training: TrainingSummary): TicketItem {
  const remaining = rounds.find(({ round }) => round === training.round)?.remaining ?? 1;
  const ticket = ticketName({ experiment, trial: training.trial, round: training.round });
  return {
    label: inLabel(ticket),
    description: `${formatRemaining(remaining)} · ${trainingWords(training)}`,
    ticket: { storeFolder, ticket },
  };
}

/** Imported tickets that nobody has trained yet. @param only A round; undefined for every one. */
function untrainedItems({ storeFolder, experiment }: ExperimentRef, document: ExperimentDocument, only?: number): TicketItem[] {
  const untrained = untrainedImports(document).filter(({ round }) => only === undefined || round === only);
  return untrained.map(({ trial, round, remaining }) => {
    const ticket = ticketName({ experiment, trial, round });
    const description = `${formatRemaining(remaining)} · ${vscode.l10n.t('imported, not trained yet')}`;
    return { label: inLabel(ticket), description, ticket: { storeFolder, ticket } };
  });
}

/** The ticket a command is about: a trial's node or a reference; of a round or an experiment the user picks one. */
export async function pickTicket(
  services: Services,
  target: unknown,
  placeHolder = vscode.l10n.t('Choose a ticket'),
): Promise<TicketRef | undefined> {
  const named = namedTicket(target);
  if (named) return named;
  const ref = await pickExperiment(services, target);
  const document = ref && (await services.library.document(ref));
  if (!ref || !document) return undefined;
  const round = fieldsOf(target).round?.round;
  const tickets = document.trainings.filter((one) => one.series === 'ticket' && (round === undefined || one.round === round));
  const trained = tickets.map((training) => ticketItem(ref, document, training));
  const items = [...trained, ...untrainedItems(ref, document, round)];
  if (items.length < 2) return items[0]?.ticket;
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.ticket;
}
