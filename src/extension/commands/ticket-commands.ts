import * as vscode from 'vscode';
import { compareTickets } from '../documents/compare-tickets.ts';
import type { TicketRef } from '../experiments/experiment-ref.ts';
import type { Services } from '../services.ts';
import { pickTicket } from './targets.ts';

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
