import * as vscode from 'vscode';
import { parseMemberName } from '../../shared/config/sweep/sweep-name.ts';
import type { ExperimentState } from '../../shared/results/experiment.ts';
import type { RunProgress } from '../../shared/results/progress.ts';
import { retrainingWords } from '../../shared/results/retraining.ts';
import { trainingPlace } from '../../shared/results/series-words.ts';
import type { Verdict } from '../../shared/results/verdict.ts';
import { seriesWords } from '../../shared/specs/series.ts';
import { formatCount, formatRemaining } from '../../shared/text/format.ts';
import { sweepOf } from '../experiments/experiment-ref.ts';
import {
  experimentDescription,
  experimentTooltip,
  failedTooltip,
  failedWords,
  roundDescription,
  roundTooltip,
  stateOfSweep,
  sweepDescription,
  sweepTooltip,
  trainingTooltip,
  trainingWords,
} from './node-words.ts';
import {
  childrenOf,
  type ControlNode,
  type ExperimentNode,
  type FailedNode,
  type Node,
  type RetrainingNode,
  type RoundNode,
  type SweepNode,
  type TrialNode,
} from './nodes.ts';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

interface Parts {
  readonly label: string;
  readonly description: string;
  readonly icon: vscode.ThemeIcon;
  readonly flags: readonly string[];
  readonly tooltip: vscode.MarkdownString | undefined;
  readonly open?: vscode.TreeItemCollapsibleState;
  /** Also with nothing under it: VS Code does not open what once had nothing under it. */
  readonly folds?: boolean;
  readonly command: string;
}

const warning = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
const ended: readonly ExperimentState[] = ['interrupted', 'cancelled', 'failed'];

/** What can be done with it; the members of a sweep are run and cancelled together, at their parent. */
function experimentFlags({ entry, summary, ...ref }: ExperimentNode, progress: RunProgress | null): readonly string[] {
  const alone = sweepOf(ref) === null;
  const running = entry.state === 'running' || (!alone && progress !== null);
  return [
    'experiment',
    ...(running ? [] : ['deletable']),
    ...(running && alone ? ['running'] : []),
    ...(alone && ended.includes(entry.state) && entry.problem === null ? ['resumable'] : []),
    ...(summary?.hasConfig ? ['config'] : []),
  ];
}

function experimentParts(node: ExperimentNode, progress: RunProgress | null): Parts {
  const { state, problem } = node.entry;
  return {
    label: parseMemberName(node.experiment)?.values ?? node.experiment,
    description: experimentDescription(node, progress),
    icon: problem !== null || state === 'failed' || (node.summary?.trouble ?? '') !== '' ? warning : new vscode.ThemeIcon('beaker'),
    flags: experimentFlags(node, progress),
    tooltip: experimentTooltip(node),
    // A running experiment is open from the start, a member of a sweep is not: its parent is.
    open: state === 'running' && sweepOf(node) === null ? Expanded : Collapsed,
    folds: state === 'running',
    command: 'winningTicket.showPanel',
  };
}

function sweepParts(node: SweepNode, progress: RunProgress | null): Parts {
  const state = stateOfSweep(node);
  const description = sweepDescription(node, progress);
  return {
    label: node.sweep,
    description,
    icon: state === 'failed' ? warning : new vscode.ThemeIcon('layers'),
    flags: [
      'sweep',
      ...(state === 'running' ? ['running'] : ['deletableSweep']),
      ...(ended.includes(state) ? ['resumable'] : []),
      ...(node.members.some(({ summary }) => summary?.hasConfig) ? ['config'] : []),
    ],
    tooltip: sweepTooltip(node, description),
    open: state === 'running' ? Expanded : Collapsed,
    command: 'winningTicket.showSweep',
  };
}

const winning = new vscode.ThemeIcon('star-full', new vscode.ThemeColor('winningTicket.star'));
/** Its controls are as good, or not finished. */
const halfWinning = new vscode.ThemeIcon('star-half', new vscode.ThemeColor('winningTicket.star'));

function roundIcon(verdict: Verdict | null): vscode.ThemeIcon {
  if (verdict?.state === 'cannot tell') return new vscode.ThemeIcon('question');
  if (verdict?.state !== 'winning') return new vscode.ThemeIcon('circle-outline');
  return verdict.facts.controls.every(({ beaten }) => beaten === true) ? winning : halfWinning;
}

function roundParts({ round }: RoundNode): Parts {
  return {
    label: formatRemaining(round.remaining),
    description: roundDescription(round),
    icon: roundIcon(round.verdict),
    flags: ['round', 'ticket'],
    tooltip: roundTooltip(round),
    command: 'winningTicket.inspect',
  };
}

function trialParts({ training }: TrialNode): Parts {
  return {
    label: vscode.l10n.t('trial {0}', training.trial),
    description: trainingWords(training),
    icon: new vscode.ThemeIcon('circle-small'),
    flags: ['trial', 'ticket'],
    // Made when it is first asked for: it reads the ticket.
    tooltip: undefined,
    command: 'winningTicket.inspect',
  };
}

function retrainingParts({ training }: RetrainingNode): Parts {
  return {
    label: training.retraining ? retrainingWords(training.retraining) : vscode.l10n.t('retrained'),
    description: trainingWords(training),
    icon: new vscode.ThemeIcon('history'),
    flags: ['retraining'],
    tooltip: trainingTooltip(training),
    command: 'winningTicket.inspect',
  };
}

function controlParts({ training }: ControlNode): Parts {
  const number = training.replicate > 1 ? ` ${String(training.replicate)}` : '';
  return {
    label: `${seriesWords[training.series].title}${number}`,
    description: trainingWords(training),
    icon: new vscode.ThemeIcon('git-compare'),
    flags: ['control'],
    tooltip: trainingTooltip(training),
    command: 'winningTicket.inspect',
  };
}

function failedParts({ failed }: FailedNode): Parts {
  return {
    label: trainingPlace(failed),
    description: failedWords(failed),
    icon: warning,
    flags: ['failed'],
    tooltip: failedTooltip(failed),
    command: 'winningTicket.showPanel',
  };
}

function partsOf(node: Node, progress: RunProgress | null): Parts {
  if (node.kind === 'sweep') return sweepParts(node, progress);
  if (node.kind === 'experiment') return experimentParts(node, progress);
  if (node.kind === 'round') return roundParts(node);
  if (node.kind === 'trial') return trialParts(node);
  if (node.kind === 'failed') return failedParts(node);
  return node.kind === 'control' ? controlParts(node) : retrainingParts(node);
}

/** What a screen reader says: the label, whether it is a winning ticket, and the numbers. */
function spoken(node: Node, parts: Parts): string {
  const remaining = node.kind === 'round' ? `${vscode.l10n.t('{0} weights remaining', formatCount(node.round.remainingCount))}, ` : '';
  const star = node.kind === 'round' && node.round.verdict?.winningTicket ? `${vscode.l10n.t('winning ticket')}, ` : '';
  return `${parts.label}, ${star}${remaining}${parts.description}`;
}

/** How a node of the tickets view looks. */
export function treeItem(node: Node, progress: RunProgress | null): vscode.TreeItem {
  const parts = partsOf(node, progress);
  const holds = node.kind === 'experiment' ? node.summary?.hasContent === true : childrenOf(node).length > 0;
  const folds = parts.folds === true || holds;
  const item = new vscode.TreeItem(parts.label, folds ? (parts.open ?? Collapsed) : None);
  return Object.assign(item, {
    id: node.id,
    description: parts.description,
    iconPath: parts.icon,
    contextValue: `;${parts.flags.join(';')};`,
    tooltip: parts.tooltip,
    accessibilityInformation: { label: spoken(node, parts) },
    command: { command: parts.command, title: '', arguments: [node] },
  });
}
