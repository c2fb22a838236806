import * as vscode from 'vscode';
import { formatShare } from '../../shared/text/format.ts';
import { ticketUri } from '../documents/ticket-document.ts';
import { maskAgreement } from '../documents/ticket-text.ts';
import type { TicketRef } from '../experiments/experiment-ref.ts';
import type { Stores } from '../experiments/stores.ts';
import { inform } from '../notify.ts';
import type { Services } from '../services.ts';
import { pickTicket } from './targets.ts';

/** Opens two tickets of one store side by side and says how far their masks agree. */
async function compareTickets(stores: Stores, a: TicketRef, b: TicketRef): Promise<void> {
  if (a.storeFolder !== b.storeFolder) return openDiff(a, b, false);
  const agreement = maskAgreement(await (await stores.at(a.storeFolder)).compare(a.ticket, b.ticket));
  await openDiff(a, b, true);
  const words = agreement
    ? vscode.l10n.t('Masks agree {0} (chance {1})', formatShare(agreement.overlap), formatShare(agreement.byChance))
    : vscode.l10n.t('The networks differ in shape, so their masks cannot be compared.');
  void inform(words);
}

async function openDiff(a: TicketRef, b: TicketRef, together: boolean): Promise<void> {
  const compared = together ? { compared: { a: a.ticket, b: b.ticket } } : {};
  const uris = [a, b].map(({ storeFolder, ticket }) => ticketUri({ storeFolder, ticket, ...compared }));
  await vscode.commands.executeCommand('vscode.diff', ...uris, vscode.l10n.t('{0} ↔ {1}', a.ticket, b.ticket));
}

let selected: TicketRef | undefined;

/** Remembers a ticket, as the explorer does with files. */
export async function selectForCompare(services: Services, target: unknown): Promise<void> {
  selected = await pickTicket(services, target);
  services.keys.set('hasSelection', selected !== undefined);
}

export async function compareWithSelected(services: Services, target: unknown): Promise<void> {
  const ref = await pickTicket(services, target);
  if (selected && ref) await compareTickets(services.stores, selected, ref);
}

/** Compare Tickets: the two that are given, else picked one after the other. */
export async function compare(services: Services, target: unknown, other?: unknown): Promise<void> {
  const a = await pickTicket(services, target, vscode.l10n.t('Choose the first ticket'));
  if (!a) return;
  const b = await pickTicket(services, namedOther(other), vscode.l10n.t('Compare {0} with...', a.ticket));
  if (b) await compareTickets(services.stores, a, b);
}

/** A view's menu passes the selected nodes as a list, which is not another ticket. */
const namedOther = (other: unknown): unknown => (Array.isArray(other) ? undefined : other);

export async function inspect(services: Services, target: unknown): Promise<void> {
  const ref = await pickTicket(services, target);
  if (ref) services.panels.inspect(ref);
}

export async function copyTicketName(services: Services, target: unknown): Promise<void> {
  const ref = await pickTicket(services, target);
  if (ref) await vscode.env.clipboard.writeText(ref.ticket);
}
