import * as vscode from 'vscode';
import { inOrder } from '../../shared/channel/in-order.ts';
import { Throttle } from '../../shared/channel/throttle.ts';
import { experimentOf, keyOf, type TicketRef } from '../experiments/experiment-ref.ts';
import type { Library } from '../experiments/library.ts';
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

const refreshMilliseconds = 1000;

/** Shows `winningticket:` documents: a ticket as text, for reading and for `vscode.diff`. The editor keeps a text until it is told that it has changed. */
export class TicketDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly listener: vscode.Disposable;
  /** Experiments that have changed since; undefined stands for all. */
  private readonly pending = new Set<string | undefined>();
  private readonly throttle = new Throttle(refreshMilliseconds, () => Promise.resolve(this.refresh()));
  /** By document: VS Code asks again while an answer is being read, and shows whichever comes last. */
  private readonly orders = new Map<string, ReturnType<typeof inOrder>>();
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly stores: Stores,
    library: Pick<Library, 'onDidChange'>,
  ) {
    this.listener = vscode.Disposable.from(
      library.onDidChange((ref) => {
        this.pending.add(ref && keyOf(ref));
        this.throttle.request();
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.orders.delete(uri.toString())),
    );
  }

  dispose(): void {
    void this.throttle.stop();
    this.listener.dispose();
    this.changed.dispose();
  }

  provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const order = this.orders.get(uri.toString()) ?? inOrder();
    this.orders.set(uri.toString(), order);
    return order(() => this.read(uri));
  }

  private async read(uri: vscode.Uri): Promise<string> {
    const { storeFolder, ticket, compared } = parseTicketUri(uri);
    const store = await this.stores.at(storeFolder);
    // A tensor that cannot be read is no reason to show nothing.
    if (!compared) return ticketText(await store.ticket(ticket), undefined, await store.analyse(ticket).catch(() => null));
    const comparison = await store.compare(compared.a, compared.b);
    return ticketText(ticket === compared.a ? comparison.a : comparison.b, comparison);
  }

  private refresh(): void {
    const open = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === ticketScheme);
    const changed = open.filter(({ uri }) => this.pending.has(undefined) || this.pending.has(keyOf(experimentOf(parseTicketUri(uri)))));
    this.pending.clear();
    for (const { uri } of changed) this.changed.fire(uri);
  }
}
