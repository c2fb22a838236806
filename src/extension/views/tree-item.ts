import * as vscode from 'vscode';
import { parseMemberName } from '../../shared/config/sweep/sweep-name.ts';
import type { ExperimentSummary } from '../../shared/results/experiment-summary.ts';
import type { ExperimentState } from '../../shared/results/experiment.ts';
import type { RunProgress } from '../../shared/results/progress.ts';
import { retrainingWords } from '../../shared/results/retraining.ts';
import { trainingPlace } from '../../shared/results/series-words.ts';
import { starOf } from '../../shared/results/verdict/star.ts';
import type { Verdict } from '../../shared/results/verdict/verdict.ts';
import { seriesWords } from '../../shared/specs/series.ts';
import { formatCount, formatRemaining } from '../../shared/text/format.ts';
import { sweepOf } from '../experiments/experiment-ref.ts';
import { experimentDescription, type RowContext } from './experiment-words.ts';
import {
  experimentTooltip,
  failedTooltip,
  failedWords,
  roundDescription,
  roundTooltip,
  stateOfSweep,
  stateWords,
  sweepDescription,
  sweepTooltip,
  trainingTooltip,
  trainingWords,
} from './node-words.ts';
import {
  childrenOf,
  type ControlNode,
  type EarlierNode,
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
  /** Absent where a click only opens the row. */
  readonly command?: string;
  /** What the icon says, for those who do not see it. */
  readonly spoken?: string;
}

/** A click shows what the row stands for in a panel that the next click takes over; a double click keeps it. */
const openCommand = 'winningTicket.open';

const warning = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
const ended: readonly ExperimentState[] = ['interrupted', 'cancelled', 'failed'];

/** An experiment that has never got further than its start may have a config all the same. */
const mayHaveConfig = ({ summary, entry }: ExperimentNode): boolean => summary?.hasConfig ?? entry.problem === null;

/** What can be done with it once it has ended. */
function endedFlags({ state, problem }: ExperimentNode['entry']): readonly string[] {
  if (problem !== null) return [];
  return ended.includes(state) ? ['resumable', 'renameable'] : ['renameable'];
}

/** What can be done with it; the members of a sweep are run and cancelled together, at their parent. */
function experimentFlags(node: ExperimentNode, progress: RunProgress | null): readonly string[] {
  const { entry } = node;
  if (entry.earlierOf) return ['experiment', 'deletable', 'earlier'];
  if (entry.held === 'waiting') return ['experiment', 'waiting'];
  const alone = sweepOf(node) === null;
  const running = entry.state === 'running' || (!alone && progress !== null);
  return [
    'experiment',
    ...(running ? [] : ['deletable']),
    ...(running && alone ? ['running'] : []),
    ...(alone && !running ? endedFlags(entry) : []),
    ...(mayHaveConfig(node) ? ['config'] : []),
  ];
}

const star = new vscode.ThemeColor('winningTicket.star');
const winning = new vscode.ThemeIcon('star-full', star);
/** Its controls are as good, or not finished. */
const halfWinning = new vscode.ThemeIcon('star-half', star);
const spinner = new vscode.ThemeIcon('loading~spin');
const stars = { full: winning, half: halfWinning };

/** What a finished one has come to. */
function resultIcon({ star, headline }: ExperimentSummary): vscode.ThemeIcon {
  if (star !== null) return stars[star];
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
    flags: experimentFlags(node, progress),
    tooltip: experimentTooltip(node),
    // A running experiment is open from the start, a member of a sweep is not: its parent is.
    open: state === 'running' && sweepOf(node) === null ? Expanded : Collapsed,
    folds: state === 'running' || node.earlier.length > 0,
    command: openCommand,
    spoken: stateWords[state](),
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
    tooltip: sweepTooltip(node, description),
    open: state === 'running' ? Expanded : Collapsed,
    command: openCommand,
  };
}

function roundIcon(verdict: Verdict | null): vscode.ThemeIcon {
  const star = starOf(verdict);
  if (star !== null) return stars[star];
  return new vscode.ThemeIcon(verdict?.state === 'cannot tell' ? 'question' : 'circle-outline');
}

function roundParts({ round }: RoundNode): Parts {
  return {
    label: formatRemaining(round.remaining),
    description: roundDescription(round),
    icon: roundIcon(round.verdict),
    flags: ['round', 'ticket'],
    tooltip: roundTooltip(round),
    command: openCommand,
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
    command: openCommand,
  };
}

function retrainingParts({ training }: RetrainingNode): Parts {
  return {
    label: training.retraining ? retrainingWords(training.retraining) : vscode.l10n.t('retrained'),
    description: trainingWords(training),
    icon: new vscode.ThemeIcon('history'),
    flags: ['retraining', 'trained'],
    tooltip: trainingTooltip(training),
    command: openCommand,
  };
}

function controlParts({ training }: ControlNode): Parts {
  const number = training.replicate > 1 ? ` ${String(training.replicate)}` : '';
  return {
    label: `${seriesWords[training.series].title}${number}`,
    description: trainingWords(training),
    icon: new vscode.ThemeIcon('git-compare'),
    flags: ['control', 'trained'],
    tooltip: trainingTooltip(training),
    command: openCommand,
  };
}

function failedParts({ failed }: FailedNode): Parts {
  return {
    label: trainingPlace(failed),
    description: failedWords(failed),
    icon: warning,
    flags: ['failed'],
    tooltip: failedTooltip(failed),
    command: openCommand,
  };
}

function partsOf(node: Node, progress: RunProgress | null, context: RowContext): Parts {
  if (node.kind === 'sweep') return sweepParts(node, progress, context);
  if (node.kind === 'experiment') return experimentParts(node, progress, context);
  if (node.kind === 'earlier') return earlierParts(node);
  if (node.kind === 'round') return roundParts(node);
  if (node.kind === 'trial') return trialParts(node);
  if (node.kind === 'failed') return failedParts(node);
  return node.kind === 'control' ? controlParts(node) : retrainingParts(node);
}

/** What a screen reader says: the label, whether it is a winning ticket, and the numbers. */
function spoken(node: Node, parts: Parts): string {
  const remaining = node.kind === 'round' ? `${vscode.l10n.t('{0} weights remaining', formatCount(node.round.remainingCount))}, ` : '';
  const star = node.kind === 'round' && node.round.verdict?.winningTicket ? `${vscode.l10n.t('winning ticket')}, ` : '';
  return `${parts.label}, ${parts.spoken === undefined ? '' : `${parts.spoken}, `}${star}${remaining}${parts.description}`;
}

/** How a node of the tickets view looks. */
export function treeItem(node: Node, progress: RunProgress | null, context: RowContext): vscode.TreeItem {
  const parts = partsOf(node, progress, context);
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
    ...(parts.command !== undefined && { command: { command: parts.command, title: '', arguments: [node] } }),
  });
}
