import * as vscode from 'vscode';
import type { TicketRef } from '../experiments/experiment-ref.ts';
import type { Stores } from '../experiments/stores.ts';
import { ticketText } from './ticket-text.ts';

export const ticketScheme = 'winningticket';

/** A ticket as text; beside `other`, the text says how far the two masks agree. */
interface TicketDocument extends TicketRef {
  /** Names of the two tickets in the order of the comparison. */
  readonly compared?: { readonly a: string; readonly b: string };
}

export function ticketUri(document: TicketDocument): vscode.Uri {
  return vscode.Uri.from({ scheme: ticketScheme, path: `/${document.ticket}.txt`, query: JSON.stringify(document) });
}

function parseTicketUri(uri: vscode.Uri): TicketDocument {
  return JSON.parse(uri.query) as TicketDocument;
}

/** Shows `winningticket:` documents: a ticket as text, for reading and for `vscode.diff`. */
export class TicketDocuments implements vscode.TextDocumentContentProvider {
  constructor(private readonly stores: Stores) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { storeFolder, ticket, compared } = parseTicketUri(uri);
    const store = await this.stores.at(storeFolder);
    // A tensor that cannot be read is no reason to show nothing.
    if (!compared) return ticketText(await store.ticket(ticket), undefined, await store.analyse(ticket).catch(() => null));
    const comparison = await store.compare(compared.a, compared.b);
    return ticketText(ticket === compared.a ? comparison.a : comparison.b, comparison);
  }
}
