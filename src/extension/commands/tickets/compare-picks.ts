/** One list in which everything to compare is ticked. */
import * as vscode from 'vscode';
import type { ComparedRef } from '../../../shared/channel/compare-protocol.ts';
import type { ExperimentDocument } from '../../../shared/results/experiment.ts';
import { untrainedImports } from '../../../shared/results/ticket/imported.ts';
import { ticketName } from '../../../shared/results/ticket-name.ts';
import { formatRemaining } from '../../../shared/text/format.ts';
import { inLabel } from '../../../shared/text/plain-text.ts';
import type { LibraryEntry } from '../../experiments/library.ts';
import { inform } from '../../notify.ts';
import type { Services } from '../../services.ts';
import { trainingWords } from '../../views/node-words.ts';

interface CompareItem extends vscode.QuickPickItem {
  readonly ref: ComparedRef | null;
}

/** A list of thousands of tickets helps nobody: of more trials only the first is offered. */
const mostTickets = 100;

function importedItems({ storeFolder, experiment }: LibraryEntry, document: ExperimentDocument): readonly CompareItem[] {
  return untrainedImports(document)
    .slice(0, mostTickets)
    .map(({ trial, round, remaining }) => ({
      label: `    ${formatRemaining(remaining)}${vscode.l10n.t(', trial {0}', trial)}`,
      description: `${experiment} · ${vscode.l10n.t('imported, not trained yet')}`,
      ref: { storeFolder, experiment, ticket: ticketName({ experiment, trial, round }) },
    }));
}

function ticketItems({ storeFolder, experiment }: LibraryEntry, { rounds, trainings, trials }: ExperimentDocument): readonly CompareItem[] {
  const tickets = trainings.filter(({ series }) => series === 'ticket');
  const shown = tickets.length > mostTickets ? tickets.filter(({ trial }) => trial === 1) : tickets;
  return shown.map((training) => {
    const remaining = rounds.find(({ round }) => round === training.round)?.remaining ?? 1;
    const trial = trials > 1 ? vscode.l10n.t(', trial {0}', training.trial) : '';
    return {
      label: `    ${formatRemaining(remaining)}${trial}`,
      description: inLabel(`${experiment} · ${trainingWords(training)}`),
      ref: { storeFolder, experiment, ticket: ticketName({ experiment, ...training }) },
    };
  });
}

/** An experiment, then its tickets. */
async function itemsOf({ library }: Services, entry: LibraryEntry, folder: string): Promise<readonly CompareItem[]> {
  const document = await library.document(entry);
  if (!document) return [];
  const { storeFolder, experiment } = entry;
  const head = { label: inLabel(experiment), description: inLabel(folder), ref: { storeFolder, experiment, ticket: null } };
  return [
    { label: inLabel(folder), kind: vscode.QuickPickItemKind.Separator, ref: null },
    head,
    ...importedItems(entry, document),
    ...ticketItems(entry, document),
  ];
}

async function allItems(services: Services): Promise<readonly CompareItem[]> {
  const entries = (await services.library.entries()).filter(({ problem }) => problem === null);
  const folders = services.stores.labels();
  const lists = await Promise.all(entries.map((entry) => itemsOf(services, entry, folders.get(entry.storeFolder) ?? '')));
  return lists.flat();
}

const isOne = (a: ComparedRef | null, b: ComparedRef): boolean => JSON.stringify(a) === JSON.stringify(b);

/** @param given Is ticked from the start. @returns what is ticked; nothing where the user changes their mind. */
export async function pickCompared(services: Services, given: readonly ComparedRef[]): Promise<readonly ComparedRef[]> {
  const items = (await allItems(services)).map((item) => ({ ...item, picked: given.some((ref) => isOne(item.ref, ref)) }));
  if (items.filter(({ ref }) => ref).length < 2) {
    void inform(vscode.l10n.t('There are no two experiments or tickets to compare yet.'));
    return [];
  }
  const placeHolder = vscode.l10n.t('Tick two or more experiments or tickets');
  const picked = await vscode.window.showQuickPick(items, { canPickMany: true, placeHolder, matchOnDescription: true });
  return (picked ?? []).flatMap(({ ref }) => ref ?? []);
}
