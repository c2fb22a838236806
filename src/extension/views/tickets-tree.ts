import * as vscode from 'vscode';
import { inOrder } from '../../shared/channel/in-order.ts';
import { Throttle } from '../../shared/channel/throttle.ts';
import type { ExperimentSummary } from '../../shared/results/experiment-summary.ts';
import type { RunProgress } from '../../shared/results/progress.ts';
import { compareMembers } from '../../shared/results/sweep-row.ts';
import { type ExperimentRef, keyOf, sweepKey, sweepOf, type SweepRef } from '../experiments/experiment-ref.ts';
import type { Library, LibraryEntry } from '../experiments/library.ts';
import type { Stores } from '../experiments/stores.ts';
import type { RunManager } from '../runs/run-manager.ts';
import type { ContextKeys } from '../window.ts';
import { experimentDescription, type RowContext } from './experiment-words.ts';
import type { ListOptions } from './list-options.ts';
import { importedTooltip, sweepDescription, trainingTooltip } from './node-words.ts';
import {
  childrenOf,
  childrenOfExperiment,
  type ExperimentNode,
  experimentNode,
  type Node,
  type RootNode,
  type SweepNode,
  withEarlierRuns,
} from './nodes.ts';
import { treeItem } from './tree-item.ts';

/** A sweep that was shown before stays the same object. */
function sweepNode(ref: SweepRef, known: ReadonlyMap<string, SweepNode>): SweepNode {
  const node = known.get(sweepKey(ref)) ?? { kind: 'sweep', id: sweepKey(ref), ...ref, members: [] };
  node.members = [];
  return node;
}

/** Puts the members of each sweep under one node, where the first of them stood; the others stay as they are. */
function groupSweeps(nodes: readonly ExperimentNode[], known: ReadonlyMap<string, SweepNode>): RootNode[] {
  const sweeps = new Map<string, SweepNode>();
  const roots = nodes.flatMap((node): RootNode[] => {
    const ref = sweepOf(node);
    if (!ref) return [node];
    const there = sweeps.get(sweepKey(ref));
    const sweep = there ?? sweepNode(ref, known);
    sweeps.set(sweep.id, sweep);
    sweep.members = [...sweep.members, node];
    return there ? [] : [sweep];
  });
  for (const sweep of sweeps.values()) sweep.members = sweep.members.toSorted((a, b) => compareMembers(a.experiment, b.experiment));
  return roots;
}

const refreshMilliseconds = 250;
/** How long ago something was is said anew so often. */
const ageMilliseconds = 60_000;

/** In what the experiments of the list differ. */
function contextOf(nodes: readonly ExperimentNode[], folders: ReadonlyMap<string, string>): RowContext {
  const several = (of: (summary: ExperimentSummary) => string): boolean =>
    new Set(nodes.flatMap(({ summary }) => (summary ? [of(summary)] : []))).size > 1;
  return {
    severalNetworks: several(({ network }) => network),
    severalData: several(({ data }) => data),
    folders,
  };
}

/** The tickets view: sweeps, experiments, their rounds, trials and retrainings. Refreshes only what changed, at most four times a second. */
export class TicketsTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Node | undefined>();
  /** The rows are read by whoever asks for the list and by whoever refreshes them. */
  private readonly inOrder = inOrder();
  private readonly throttle = new Throttle(refreshMilliseconds, () => this.inOrder(() => this.flush()));
  /** Experiments that may have changed; undefined stands for the list. */
  private readonly pending = new Set<string | undefined>();
  private shown = new Map<string, ExperimentNode>();
  private sweeps = new Map<string, SweepNode>();
  private context: RowContext = contextOf([], new Map());
  private readonly descriptions = new Map<string, string>();
  private readonly ageing = setInterval(() => [...this.shown.keys()].forEach((key) => this.requestKey(key)), ageMilliseconds).unref();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly library: Library,
    runs: RunManager,
    private readonly keys: ContextKeys,
    private readonly options: ListOptions,
    private readonly stores: Pick<Stores, 'labels' | 'at'>,
  ) {
    options.onDidChange(() => this.request(undefined));
    library.onDidChange((ref) => this.request(ref));
    runs.onDidProgress(({ refs }) => refs.forEach((ref) => this.request(ref)));
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!node) return this.inOrder(() => this.roots());
    return node.kind === 'experiment' ? this.underExperiment(node) : [...childrenOf(node)];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return treeItem(node, this.progressOf(node), this.context);
  }

  /** A ticket's tooltip tells of its layers, which are read when the pointer rests on it. */
  async resolveTreeItem(item: vscode.TreeItem, node: Node): Promise<vscode.TreeItem> {
    if (node.kind === 'trial') item.tooltip = trainingTooltip(node.training, await this.library.ticket(node).catch(() => null));
    if (node.kind === 'imported') item.tooltip = importedTooltip(node, await this.library.ticket(node).catch(() => null));
    return item;
  }

  dispose(): void {
    clearInterval(this.ageing);
    void this.throttle.stop();
    this.changed.dispose();
  }

  private async underExperiment(node: ExperimentNode): Promise<Node[]> {
    const document = node.entry.problem === null ? await this.library.document(node) : null;
    return [...childrenOfExperiment(node, document)];
  }

  private async roots(): Promise<RootNode[]> {
    const roots = groupSweeps(await this.experiments(), this.sweeps);
    this.sweeps = new Map(roots.flatMap((root) => (root.kind === 'sweep' ? [[root.id, root]] : [])));
    for (const sweep of this.sweeps.values()) this.updateDescription(sweep);
    return roots;
  }

  private progressOf(node: Node): RunProgress | null {
    if (node.kind === 'experiment') return this.library.progress(node);
    const members = node.kind === 'sweep' ? node.members : [];
    return members.map((member) => this.library.progress(member)).find((progress) => progress !== null) ?? null;
  }

  /** @returns Whether the words behind its name have changed. */
  private updateDescription(node: RootNode): boolean {
    const progress = this.progressOf(node);
    const { context } = this;
    const words =
      node.kind === 'sweep'
        ? sweepDescription(node, progress, context.folders.get(node.storeFolder))
        : experimentDescription(node, progress, context);
    const changed = this.descriptions.get(node.id) !== words;
    this.descriptions.set(node.id, words);
    return changed;
  }

  private async experiments(): Promise<ExperimentNode[]> {
    const entries = await this.library.entries();
    const nodes = await Promise.all(entries.map((entry) => this.update(this.shown.get(keyOf(entry)) ?? experimentNode(entry), entry)));
    this.shown = new Map(nodes.map((node) => [node.id, node]));
    this.context = contextOf(nodes, this.stores.labels());
    for (const node of nodes) this.updateDescription(node);
    this.keys.set('hasTickets', nodes.length > 0);
    // Neither until the list was read: the view does not say that there is nothing before it knows.
    this.keys.set('isEmpty', nodes.length === 0);
    this.keys.set(
      'runningElsewhere',
      entries.some(({ runner }) => runner !== null),
    );
    this.keys.set(
      'hasSweep',
      nodes.some((node) => sweepOf(node) !== null),
    );
    return [...this.options.apply(withEarlierRuns(nodes))];
  }

  private async update(node: ExperimentNode, entry: LibraryEntry): Promise<ExperimentNode> {
    node.entry = entry;
    node.summary = entry.problem === null ? await this.library.summary(entry) : null;
    node.changedAt = await (await this.stores.at(entry.storeFolder)).changedAt(entry.experiment);
    this.updateDescription(node);
    return node;
  }

  private request(ref: ExperimentRef | undefined): void {
    this.requestKey(ref && keyOf(ref));
  }

  private requestKey(key: string | undefined): void {
    this.pending.add(key);
    this.throttle.request();
  }

  private async flush(): Promise<void> {
    const keys = [...this.pending];
    this.pending.clear();
    const nodes = keys.map((key) => (key === undefined ? undefined : this.shown.get(key)));
    if (nodes.includes(undefined) || nodes.some((node) => node && this.hasChangedState(node))) return this.changed.fire(undefined);
    await Promise.all(nodes.map((node) => node && this.refresh(node)));
    for (const sweep of this.sweeps.values()) if (this.updateDescription(sweep)) this.changed.fire(sweep);
  }

  /** A run, or what it does for a member of a sweep, has begun or ended: the order of the list may change. */
  private hasChangedState(node: ExperimentNode): boolean {
    const state = this.library.stateInRun(node);
    return state !== null && state !== node.entry.state;
  }

  private async refresh(node: ExperimentNode): Promise<void> {
    const [summary, description] = [node.summary, this.descriptions.get(node.id)];
    await this.update(node, node.entry);
    if (node.summary !== summary || this.descriptions.get(node.id) !== description) this.changed.fire(node);
  }
}
