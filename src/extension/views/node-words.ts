import * as vscode from 'vscode';
import { roundCount } from '../../shared/config/schema/round-count.ts';
import type { RoundSummary, TrainingSummary } from '../../shared/results/experiment.ts';
import { formatAccuracy, formatAtLeast, formatCount, formatRemaining } from '../../shared/text/format.ts';
import type { RunProgress } from '../../shared/channel/runner-protocol.ts';
import { sweepOf } from '../experiments/sweep-ref.ts';
import type { ExperimentNode } from './nodes.ts';
import { roundWords } from '../runs/round-words.ts';

/** "98.40 % · stop 2,400". */
export function trainingWords(training: TrainingSummary): string {
  const stop = training.censored ? formatAtLeast(training.earlyStopIteration) : formatCount(training.earlyStopIteration);
  return `${formatAccuracy(training.testAccuracyAtEarlyStop)} · ${vscode.l10n.t('stop {0}', stop)}`;
}

/** "98.36 % · stop 2,150", means over the trials; the dense network and open verdicts say so. */
export function roundDescription({ round, series, verdict }: RoundSummary): string {
  const accuracy = series.ticket?.testAccuracyAtEarlyStop;
  const stop = series.ticket?.earlyStopIteration;
  const words = [
    ...(accuracy ? [formatAccuracy(accuracy.mean)] : []),
    ...(stop ? [vscode.l10n.t('stop {0}', formatCount(stop.mean))] : []),
    ...(round === 0 ? [vscode.l10n.t('dense')] : []),
    ...(verdict || round === 0 ? [] : [vscode.l10n.t('unfinished')]),
  ];
  return words.join(' · ');
}

/** The run's progress is that of all members together. */
function memberWords({ document }: ExperimentNode): string {
  if (!document) return vscode.l10n.t('running · starting');
  return vscode.l10n.t('running · {0} of {1} trainings', document.trainings.length, document.plannedTrainings);
}

function runningWords(node: ExperimentNode, progress: RunProgress | null): string {
  const { entry } = node;
  if (entry.runner && !entry.runner.here) return vscode.l10n.t('running · on {0}, process {1}', entry.runner.host, entry.runner.pid);
  if (!progress) return entry.runner ? vscode.l10n.t('running · process {0}', entry.runner.pid) : vscode.l10n.t('running · starting');
  if (sweepOf(node)) return memberWords(node);
  return `${vscode.l10n.t('running')} · ${roundWords(progress) || `${Math.floor(progress.fraction * 100).toFixed(0)} %`}`;
}

function finishedWords({ document }: ExperimentNode): string {
  const best = document?.rounds.find(({ round }) => round === document.headline.round);
  if (!best || document?.headline.kind !== 'winning') return vscode.l10n.t('finished · no winning ticket');
  return vscode.l10n.t('finished · ticket at {0}', formatRemaining(best.remaining));
}

/** What stands behind an experiment's name. */
export function experimentDescription(node: ExperimentNode, progress: RunProgress | null): string {
  const { state, problem } = node.entry;
  if (problem !== null) return vscode.l10n.t('cannot be read');
  if (state === 'running') return runningWords(node, progress);
  if (state === 'finished') return finishedWords(node);
  if (state === 'failed') return vscode.l10n.t('failed');
  const round = Math.max(0, ...(node.document?.rounds ?? []).map((one) => one.round));
  const words = state === 'cancelled' ? vscode.l10n.t('cancelled') : vscode.l10n.t('interrupted');
  return `${words} · ${vscode.l10n.t('round {0} of {1}', round, node.document ? roundCount(node.document.config.pruning) : '?')}`;
}
