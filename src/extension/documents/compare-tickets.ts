import * as vscode from 'vscode';
import { formatShare } from '../../shared/text/format.ts';
import type { TicketRef } from '../experiments/experiment-ref.ts';
import type { Stores } from '../experiments/stores.ts';
import { maskAgreement } from './mask-agreement.ts';
import { ticketUri } from './ticket-uri.ts';

/** Opens two tickets of one store side by side and says how far their masks agree. */
export async function compareTickets(stores: Stores, a: TicketRef, b: TicketRef): Promise<void> {
  if (a.storeFolder !== b.storeFolder) return openDiff(a, b, false);
  const agreement = maskAgreement(await (await stores.at(a.storeFolder)).compare(a.ticket, b.ticket));
  await openDiff(a, b, true);
  const words = agreement
    ? vscode.l10n.t('Masks agree {0} (chance {1})', formatShare(agreement.overlap), formatShare(agreement.byChance))
    : vscode.l10n.t('The networks differ in shape, so their masks cannot be compared.');
  void vscode.window.showInformationMessage(words);
}

async function openDiff(a: TicketRef, b: TicketRef, together: boolean): Promise<void> {
  const compared = together ? { compared: { a: a.ticket, b: b.ticket } } : {};
  const uris = [a, b].map(({ storeFolder, ticket }) => ticketUri({ storeFolder, ticket, ...compared }));
  await vscode.commands.executeCommand('vscode.diff', ...uris, vscode.l10n.t('{0} ↔ {1}', a.ticket, b.ticket));
}
