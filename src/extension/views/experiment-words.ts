/** What stands behind an experiment's name in the tree: what it does while it runs, and then by what it differs from the others. */
import * as vscode from 'vscode';
import { type ExperimentSummary, type SummaryWords, summaryWords } from '../../shared/results/experiment-summary.ts';
import { jobsWords, percentWords, roundWords, type RunProgress, trainingsOf } from '../../shared/results/progress.ts';
import { formatAccuracy, formatRemaining } from '../../shared/text/format.ts';
import { sweepOf } from '../experiments/experiment-ref.ts';
import { ageWords } from './age-words.ts';
import type { ExperimentNode } from './nodes.ts';
import { stateWords } from '../../shared/results/sweep-row.ts';

/** In what the experiments of the list differ: the rest need not be said in every row. */
export interface RowContext {
  readonly severalNetworks: boolean;
  readonly severalData: boolean;
  /** By store; empty where the window has one. */
  readonly folders: ReadonlyMap<string, string>;
}

/** Parts of a description; empty ones are left out. */
export const joined = (...words: readonly string[]): string => words.filter((one) => one !== '').join(' · ');

/** The run's progress is that of all members together. */
function memberWords({ summary }: ExperimentNode): string {
  if (!summary) return vscode.l10n.t('running · starting');
  return joined(vscode.l10n.t('running'), trainingsOf(summary.finishedTrainings, summary.plannedTrainings));
}

function runningWords(node: ExperimentNode, progress: RunProgress | null): string {
  const { entry } = node;
  if (entry.runner && !entry.runner.here && !progress)
    return vscode.l10n.t('running · on {0}, process {1}', entry.runner.host, entry.runner.pid);
  if (!progress) return entry.runner ? vscode.l10n.t('running · process {0}', entry.runner.pid) : vscode.l10n.t('running · starting');
  if (sweepOf(node)) return memberWords(node);
  return joined(vscode.l10n.t('running'), percentWords(progress), roundWords(progress) ?? '', jobsWords(progress) ?? '');
}

const trainedShare = (trained: number, all: number): string =>
  trained === 0 ? vscode.l10n.t('not trained yet') : vscode.l10n.t('{0} of {1} trained', trained, all);

/** "21.1 % · 98.36 %": the size of the winning ticket and its accuracy. */
function resultWords({ headline, headlineRemaining, row, finishedTrainings, plannedTrainings }: ExperimentSummary): string {
  if (headline.kind === 'imported') return joined(vscode.l10n.t('imported'), trainedShare(finishedTrainings, plannedTrainings));
  if (headline.kind === 'cannot-tell') return vscode.l10n.t('cannot tell');
  if (headlineRemaining === null || headline.kind !== 'winning') return vscode.l10n.t('no winning ticket');
  const accuracy = row.rounds.find(({ round }) => round === row.winningRound)?.testAccuracy ?? null;
  return joined(formatRemaining(headlineRemaining), accuracy === null ? '' : formatAccuracy(accuracy));
}

/** What is said of an experiment as a whole, in the language of the editor. */
const wordsOf = ({ summary }: ExperimentNode): SummaryWords | null => summary && summaryWords(summary.told);

const firstSentence = (text: string): string => text.split('. ')[0] ?? '';

function stoppedWords({ entry: { state, failure, held }, summary }: ExperimentNode): string {
  if (state === 'failed') return joined(stateWords('failed'), summary ? '' : firstSentence(failure ?? ''));
  const word = held === 'paused' ? vscode.l10n.t('paused') : stateWords(state);
  return joined(word, summary ? vscode.l10n.t('round {0} of {1}', summary.lastRound, summary.plannedRounds) : '');
}

function stateDescription(node: ExperimentNode, progress: RunProgress | null): string {
  const { state, problem, held } = node.entry;
  if (held === 'waiting') return vscode.l10n.t('waiting for another run');
  if (problem !== null) return vscode.l10n.t('cannot be read');
  if (state === 'running') return runningWords(node, progress);
  return state === 'finished' && node.summary ? resultWords(node.summary) : stoppedWords(node);
}

function differences(node: ExperimentNode, context: RowContext): readonly string[] {
  const { storeFolder, entry, changedAt } = node;
  const words = wordsOf(node);
  return [
    context.severalNetworks ? (words?.network ?? '') : '',
    context.severalData ? (words?.data ?? '') : '',
    context.folders.get(storeFolder) ?? '',
    entry.state === 'running' || changedAt === null ? '' : ageWords(changedAt),
  ];
}

/** "21.1 % · 98.36 % · MNIST · 2 h ago"; "running · 40 % · round 3 of 10 · job 12_0"; "cancelled · round 2 of 10 · 5 min ago". */
export const experimentDescription = (node: ExperimentNode, progress: RunProgress | null, context: RowContext): string =>
  joined(stateDescription(node, progress), lastRunWords(node), wordsOf(node)?.trouble ?? '', ...differences(node, context));

/** An experiment that has results keeps them where a later run of it failed. */
const lastRunWords = ({ entry: { failure, state } }: ExperimentNode): string =>
  failure && state !== 'failed' && state !== 'running' ? vscode.l10n.t('last run failed') : '';
