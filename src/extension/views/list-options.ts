/** In which order the tickets view lists experiments, and which of them; remembered for the workspace. */
import * as vscode from 'vscode';
import { parseMemberName } from '../../shared/config/sweep/sweep-name.ts';
import { type ExperimentSummary, summaryWords } from '../../shared/results/experiment-summary.ts';
import type { ContextKeys } from '../window.ts';
import type { ExperimentNode } from './nodes.ts';

export const sortOrders = ['name', 'newest', 'smallest', 'accurate'] as const;
export type SortOrder = (typeof sortOrders)[number];

interface ListState {
  readonly sort: SortOrder;
  /** Words that a row must hold; empty where all are shown. */
  readonly filter: string;
}

const stateKey = 'winningTicket.list';
const all: ListState = { sort: 'name', filter: '' };

const accuracyOf = ({ row }: ExperimentSummary): number =>
  row.rounds.find(({ round }) => round === row.winningRound)?.testAccuracy ?? -Infinity;

type Compare = (a: ExperimentNode, b: ExperimentNode) => number;

/** What has no number comes last. */
const by =
  (numberOf: (node: ExperimentNode) => number): Compare =>
  (a, b) => {
    const [first, second] = [numberOf(a), numberOf(b)];
    return first === second ? 0 : first - second;
  };

const orders: Readonly<Record<SortOrder, Compare>> = {
  name: () => 0,
  newest: by(({ changedAt }) => -(changedAt ?? -Infinity)),
  smallest: by(({ summary }) => summary?.headlineRemaining ?? Infinity),
  accurate: by(({ summary }) => -(summary ? accuracyOf(summary) : -Infinity)),
};

const runningFirst: Compare = (a, b) => Number(b.entry.state === 'running') - Number(a.entry.state === 'running');

/** Everything by which somebody might look for an experiment. */
function textOf({ experiment, entry, summary }: ExperimentNode): string {
  const words = [experiment, parseMemberName(experiment)?.sweep ?? '', entry.state, summary?.network ?? '', summary?.data ?? ''];
  const told = summary && summaryWords(summary.told);
  return [...words, told?.headline.title ?? '', ...(told?.method ?? [])].join(' ').toLowerCase();
}

export class ListOptions {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly memory: vscode.Memento,
    private readonly keys: ContextKeys,
  ) {
    this.keys.set('filtered', this.state.filter !== '');
  }

  get state(): ListState {
    return { ...all, ...this.memory.get<Partial<ListState>>(stateKey) };
  }

  async set(change: Partial<ListState>): Promise<void> {
    await this.memory.update(stateKey, { ...this.state, ...change });
    this.keys.set('filtered', this.state.filter !== '');
    this.changed.fire();
  }

  /** Those that are wanted, what runs first, equal ones by name. */
  apply(nodes: readonly ExperimentNode[]): readonly ExperimentNode[] {
    const { sort, filter } = this.state;
    const words = filter.toLowerCase().split(/\s+/);
    const wanted = nodes.filter((node) => words.every((word) => textOf(node).includes(word)));
    const byName: Compare = (a, b) => a.experiment.localeCompare(b.experiment);
    return wanted.toSorted((a, b) => runningFirst(a, b) || orders[sort](a, b) || byName(a, b));
  }
}
