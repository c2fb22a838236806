/** Rows below an experiment: rounds, trials, imported tickets, controls, retrainings and trainings that failed. */
import * as vscode from 'vscode';
import { retrainingWords } from '../../shared/results/retraining.ts';
import { trainingPlace } from '../../shared/results/series-words.ts';
import { starOf } from '../../shared/results/verdict/star.ts';
import type { Verdict } from '../../shared/results/verdict/verdict.ts';
import { seriesTitleOf } from '../../shared/specs/series.ts';
import { formatRemaining } from '../../shared/text/format.ts';
import { failedTooltip, failedWords, importedWords, roundDescription, roundTooltip, trainingTooltip, trainingWords } from './node-words.ts';
import type { ControlNode, FailedNode, ImportedNode, RetrainingNode, RoundNode, TrialNode } from './nodes.ts';

/** A row of the tickets view. */
export interface Parts {
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
export const openCommand = 'winningTicket.open';

export const warning = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));

const star = new vscode.ThemeColor('winningTicket.star');
const winning = new vscode.ThemeIcon('star-full', star);
/** Its controls are as good, or not finished. */
const halfWinning = new vscode.ThemeIcon('star-half', star);
export const stars = { full: winning, half: halfWinning };
/** Comes out of another program's file. */
export const importedIcon = new vscode.ThemeIcon('desktop-download');

function roundIcon(verdict: Verdict | null): vscode.ThemeIcon {
  const star = starOf(verdict);
  if (star !== null) return stars[star];
  return new vscode.ThemeIcon(verdict?.state === 'cannot tell' ? 'question' : 'circle-outline');
}

export function roundParts({ round }: RoundNode): Parts {
  return {
    label: formatRemaining(round.remaining),
    description: roundDescription(round),
    icon: roundIcon(round.verdict),
    flags: ['round', 'ticket'],
    tooltip: roundTooltip(round),
    command: openCommand,
  };
}

export function trialParts({ training }: TrialNode): Parts {
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

export function importedParts(node: ImportedNode): Parts {
  return {
    label: formatRemaining(node.imported.remaining),
    description: importedWords(node),
    icon: importedIcon,
    flags: ['imported', 'ticket'],
    tooltip: undefined,
    command: openCommand,
  };
}

export function retrainingParts({ training }: RetrainingNode): Parts {
  return {
    label: training.retraining ? retrainingWords(training.retraining) : vscode.l10n.t('retrained'),
    description: trainingWords(training),
    icon: new vscode.ThemeIcon('history'),
    flags: ['retraining', 'trained'],
    tooltip: trainingTooltip(training),
    command: openCommand,
  };
}

export function controlParts({ training }: ControlNode): Parts {
  const number = training.replicate > 1 ? ` ${String(training.replicate)}` : '';
  return {
    label: `${seriesTitleOf(training.series)}${number}`,
    description: trainingWords(training),
    icon: new vscode.ThemeIcon('git-compare'),
    flags: ['control', 'trained'],
    tooltip: trainingTooltip(training),
    command: openCommand,
  };
}

export function failedParts({ failed }: FailedNode): Parts {
  return {
    label: trainingPlace(failed),
    description: failedWords(failed),
    icon: warning,
    flags: ['failed'],
    tooltip: failedTooltip(failed),
    command: openCommand,
  };
}
