import * as vscode from 'vscode';
import { parseMemberName } from '../../shared/config/sweep/sweep-name.ts';
import type { ExperimentSummary } from '../../shared/results/experiment-summary.ts';
import type { ExperimentState } from '../../shared/results/experiment.ts';
import type { RunProgress } from '../../shared/results/progress.ts';
import { stateWords } from '../../shared/results/sweep-row.ts';
import { inLabel } from '../../shared/text/plain-text.ts';
import { sweepOf } from '../experiments/experiment-ref.ts';
import { experimentDescription, type RowContext } from './experiment-words.ts';
import { experimentTooltip, remainingWords, stateOfSweep, sweepDescription, sweepTooltip } from './node-words.ts';
import { childrenOf, type EarlierNode, type ExperimentNode, type Node, type SweepNode } from './nodes.ts';
import {
  controlParts,
  failedParts,
  importedIcon,
  importedParts,
  openCommand,
  type Parts,
  retrainingParts,
  roundParts,
  stars,
  trialParts,
  warning,
} from './ticket-rows.ts';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

const ended: readonly ExperimentState[] = ['interrupted', 'cancelled', 'failed'];

/** An experiment that has never got further than its start may have a config all the same. */
const mayHaveConfig = ({ summary, entry }: ExperimentNode): boolean => summary?.hasConfig ?? entry.problem === null;

/** What can be done with it once it has ended. */
function endedFlags({ state, problem }: ExperimentNode['entry']): readonly string[] {
  if (problem !== null) return [];
  return ended.includes(state) ? ['resumable', 'renameable'] : ['renameable'];
}

/** What can be done with it; the members of a sweep are run and cancelled together, at their parent. */
function experimentFlags(node: ExperimentNode): readonly string[] {
  const { entry } = node;
  if (entry.earlierOf) return ['experiment', 'deletable', 'earlier'];
  if (entry.held === 'waiting') return ['experiment', 'waiting'];
  const alone = sweepOf(node) === null;
  const running = entry.state === 'running' || (!alone && entry.inRun === true);
  return [
    'experiment',
    ...(running ? [] : ['deletable']),
    ...(running && alone ? ['running'] : []),
    ...(alone && !running ? endedFlags(entry) : []),
    ...(mayHaveConfig(node) ? ['config'] : []),
  ];
}

const spinner = new vscode.ThemeIcon('loading~spin');

/** What a finished one has come to. */
function resultIcon({ star, headline }: ExperimentSummary): vscode.ThemeIcon {
  if (star !== null) return stars[star];
  if (headline.kind === 'imported') return importedIcon;
  if (headline.kind === 'none') return new vscode.ThemeIcon('circle-slash');
  return new vscode.ThemeIcon(headline.kind === 'cannot-tell' ? 'question' : 'circle-outline');
}

function experimentIcon({ entry: { state, problem, failure, held }, summary }: ExperimentNode): vscode.ThemeIcon {
  if (held === 'waiting') return new vscode.ThemeIcon('watch');
  if (state === 'running') return spinner;
  if (problem !== null || state === 'failed' || failure) return warning;
  if ((summary?.trouble ?? '') !== '') return warning;
  return state === 'finished' && summary ? resultIcon(summary) : new vscode.ThemeIcon('debug-pause');
}

function experimentParts(node: ExperimentNode, progress: RunProgress | null, context: RowContext): Parts {
  const { state } = node.entry;
  return {
    label: parseMemberName(node.experiment)?.values ?? node.experiment,
    description: experimentDescription(node, progress, context),
    icon: experimentIcon(node),
    flags: experimentFlags(node),
    tooltip: experimentTooltip(node, progress),
    // A running experiment is open from the start, a member of a sweep is not: its parent is.
    open: state === 'running' && sweepOf(node) === null ? Expanded : Collapsed,
    folds: state === 'running' || node.earlier.length > 0,
    command: openCommand,
    spoken: stateWords(state),
  };
}

function earlierParts({ runs }: EarlierNode): Parts {
  return {
    label: vscode.l10n.t('Earlier runs'),
    description: String(runs.length),
    icon: new vscode.ThemeIcon('history'),
    flags: ['earlierRuns'],
    tooltip: new vscode.MarkdownString(vscode.l10n.t('Results of settings that the config no longer has.')),
  };
}

function sweepParts(node: SweepNode, progress: RunProgress | null, { folders }: RowContext): Parts {
  const state = stateOfSweep(node);
  const description = sweepDescription(node, progress, folders.get(node.storeFolder));
  return {
    label: node.sweep,
    description,
    icon: state === 'failed' ? warning : state === 'running' ? spinner : new vscode.ThemeIcon('layers'),
    flags: [
      'sweep',
      ...(state === 'running' ? ['running'] : ['deletableSweep']),
      ...(ended.includes(state) ? ['resumable'] : []),
      ...(node.members.some(({ summary }) => summary?.hasConfig) ? ['config'] : []),
    ],
    tooltip: sweepTooltip(node, description, progress),
    open: state === 'running' ? Expanded : Collapsed,
    command: openCommand,
  };
}

function partsOf(node: Node, progress: RunProgress | null, context: RowContext): Parts {
  if (node.kind === 'sweep') return sweepParts(node, progress, context);
  if (node.kind === 'experiment') return experimentParts(node, progress, context);
  if (node.kind === 'earlier') return earlierParts(node);
  if (node.kind === 'round') return roundParts(node);
  if (node.kind === 'trial') return trialParts(node);
  if (node.kind === 'imported') return importedParts(node);
  if (node.kind === 'failed') return failedParts(node);
  return node.kind === 'control' ? controlParts(node) : retrainingParts(node);
}

/** What a screen reader says: the label, whether it is a winning ticket, and the numbers. */
function spoken(node: Node, parts: Parts): string {
  const remaining = node.kind === 'round' ? `${remainingWords(node.round)}, ` : '';
  const star = node.kind === 'round' && node.round.verdict?.winningTicket ? `${vscode.l10n.t('winning ticket')}, ` : '';
  return inLabel(`${parts.label}, ${parts.spoken === undefined ? '' : `${parts.spoken}, `}${star}${remaining}${parts.description}`);
}

/** How a node of the tickets view looks. */
export function treeItem(node: Node, progress: RunProgress | null, context: RowContext): vscode.TreeItem {
  const parts = partsOf(node, progress, context);
  const holds = node.kind === 'experiment' ? node.summary?.hasContent === true : childrenOf(node).length > 0;
  const folds = parts.folds === true || holds;
  const item = new vscode.TreeItem(inLabel(parts.label), folds ? (parts.open ?? Collapsed) : None);
  return Object.assign(item, {
    id: node.id,
    description: inLabel(parts.description),
    iconPath: parts.icon,
    contextValue: `;${parts.flags.join(';')};`,
    tooltip: parts.tooltip,
    accessibilityInformation: { label: spoken(node, parts) },
    ...(parts.command !== undefined && { command: { command: parts.command, title: '', arguments: [node] } }),
  });
}
