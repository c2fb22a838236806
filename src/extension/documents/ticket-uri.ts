import * as vscode from 'vscode';
import type { TicketRef } from '../experiments/experiment-ref.ts';

export const ticketScheme = 'winningticket';

/** A ticket as text; beside `other`, the text says how far the two masks agree. */
export interface TicketDocument extends TicketRef {
  /** Names of the two tickets in the order of the comparison. */
  readonly compared?: { readonly a: string; readonly b: string };
}

export function ticketUri(document: TicketDocument): vscode.Uri {
  return vscode.Uri.from({ scheme: ticketScheme, path: `/${document.ticket}.txt`, query: JSON.stringify(document) });
}

export function parseTicketUri(uri: vscode.Uri): TicketDocument {
  return JSON.parse(uri.query) as TicketDocument;
}
