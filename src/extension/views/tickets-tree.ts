import * as vscode from 'vscode';
import type { ContextKeys } from '../context-keys.ts';
import { keyOf } from '../experiment-ref.ts';
import type { ExperimentRef } from '../experiment-ref.ts';
import type { Library, LibraryEntry } from '../library.ts';
import type { RunManager } from '../runs/run-manager.ts';
import { Throttle } from '../throttle.ts';
import { experimentDescription } from './node-words.ts';
import { childrenOf, experimentNode } from './nodes.ts';
import type { ExperimentNode, Node } from './nodes.ts';
import { treeItem } from './tree-item.ts';

const refreshMilliseconds = 250;
const order = (a: LibraryEntry, b: LibraryEntry): number =>
  Number(b.state === 'running') - Number(a.state === 'running') || a.experiment.localeCompare(b.experiment);

/** The tickets view: experiments, their rounds, trials and retrainings. Refreshes only what changed, at most four times a second. */
export class TicketsTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Node | undefined>();
  private readonly throttle = new Throttle(refreshMilliseconds, () => void this.flush());
  /** Experiments that may have changed; undefined stands for the list. */
  private readonly pending = new Set<string | undefined>();
  private shown = new Map<string, ExperimentNode>();
  private readonly descriptions = new Map<string, string>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly library: Library,
    private readonly runs: RunManager,
    private readonly keys: ContextKeys,
  ) {
    library.onDidChange((ref) => this.request(ref));
    runs.onDidProgress(({ refs }) => refs.forEach((ref) => this.request(ref)));
  }

  async getChildren(node?: Node): Promise<Node[]> {
    return node ? [...childrenOf(node)] : this.experiments();
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return treeItem(node, node.kind === 'experiment' ? this.runs.progress(node) : null);
  }

  dispose(): void {
    this.throttle.dispose();
    this.changed.dispose();
  }

  private async experiments(): Promise<ExperimentNode[]> {
    const entries = [...(await this.library.entries())].sort(order);
    const nodes = await Promise.all(entries.map((entry) => this.update(this.shown.get(keyOf(entry)) ?? experimentNode(entry), entry)));
    this.shown = new Map(nodes.map((node) => [node.id, node]));
    this.keys.set('hasTickets', nodes.length > 0);
    return nodes;
  }

  private async update(node: ExperimentNode, entry: LibraryEntry): Promise<ExperimentNode> {
    node.entry = entry;
    node.document = entry.problem === null ? await this.library.document(entry) : null;
    this.descriptions.set(node.id, experimentDescription(node, this.runs.progress(node)));
    return node;
  }

  private request(ref: ExperimentRef | undefined): void {
    this.pending.add(ref && keyOf(ref));
    this.throttle.request();
  }

  private async flush(): Promise<void> {
    const keys = [...this.pending];
    this.pending.clear();
    const nodes = keys.map((key) => (key === undefined ? undefined : this.shown.get(key)));
    if (nodes.includes(undefined) || nodes.some((node) => node && this.changedState(node))) return this.changed.fire(undefined);
    await Promise.all(nodes.map((node) => node && this.refresh(node)));
  }

  /** A run has begun or ended: the order of the list may change. */
  private changedState(node: ExperimentNode): boolean {
    return this.runs.get(node) !== undefined && node.entry.state !== 'running';
  }

  private async refresh(node: ExperimentNode): Promise<void> {
    const [document, description] = [node.document, this.descriptions.get(node.id)];
    await this.update(node, node.entry);
    if (node.document !== document || this.descriptions.get(node.id) !== description) this.changed.fire(node);
  }
}
