import * as vscode from 'vscode';
import { formatCount, formatRemaining } from '../../shared/format.ts';
import type { RunProgress } from '../../shared/runner-protocol.ts';
import { seriesWords } from '../../shared/series.ts';
import { experimentTooltip, roundTooltip, trainingTooltip } from './node-tooltips.ts';
import { experimentDescription, roundDescription, trainingWords } from './node-words.ts';
import { childrenOf } from './nodes.ts';
import type { ControlNode, ExperimentNode, Node, RetrainingNode, RoundNode, TrialNode } from './nodes.ts';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

interface Parts {
  readonly label: string;
  readonly description: string;
  readonly icon: vscode.ThemeIcon;
  readonly flags: readonly string[];
  readonly tooltip: vscode.MarkdownString;
  readonly open?: vscode.TreeItemCollapsibleState;
  readonly command: string;
}

function experimentParts(node: ExperimentNode, progress: RunProgress | null): Parts {
  const { state, problem } = node.entry;
  const resumable = ['interrupted', 'cancelled', 'failed'].includes(state) && problem === null;
  const broken = problem !== null || state === 'failed';
  return {
    label: node.experiment,
    description: experimentDescription(node, progress),
    icon: broken ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')) : new vscode.ThemeIcon('beaker'),
    flags: [
      'experiment',
      ...(state === 'running' ? ['running'] : ['deletable']),
      ...(resumable ? ['resumable'] : []),
      ...(node.document?.configPath ? ['config'] : []),
    ],
    tooltip: experimentTooltip(node),
    open: state === 'running' ? Expanded : Collapsed,
    command: 'winningTicket.showPanel',
  };
}

const winning = new vscode.ThemeIcon('star-full', new vscode.ThemeColor('charts.yellow'));

function roundParts({ round }: RoundNode): Parts {
  return {
    label: formatRemaining(round.remaining),
    description: roundDescription(round),
    icon: round.verdict?.winningTicket ? winning : new vscode.ThemeIcon('circle-outline'),
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
    tooltip: trainingTooltip(training),
    command: 'winningTicket.inspect',
  };
}

function retrainingParts({ training }: RetrainingNode): Parts {
  return {
    label: training.retraining ?? vscode.l10n.t('retrained'),
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

function partsOf(node: Node, progress: RunProgress | null): Parts {
  if (node.kind === 'experiment') return experimentParts(node, progress);
  if (node.kind === 'round') return roundParts(node);
  if (node.kind === 'trial') return trialParts(node);
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
  // A running experiment is open from the start: VS Code does not open what once had nothing under it.
  const folds = parts.open === Expanded || childrenOf(node).length > 0;
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
