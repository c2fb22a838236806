import type * as vscode from 'vscode';
import type { Stores } from '../experiments/stores.ts';
import { parseTicketUri } from './ticket-uri.ts';
import { ticketText } from './ticket-text.ts';

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
