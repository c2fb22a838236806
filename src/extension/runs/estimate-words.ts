import * as vscode from 'vscode';
import { formatCount } from '../../shared/text/format.ts';
import type { RunSize } from '../../shared/channel/runner-protocol.ts';

/** 40 -> "1 minute", 900 -> "15 minutes", 9000 -> "2.5 hours". */
function timeWords(seconds: number): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes === 1) return vscode.l10n.t('1 minute');
  return minutes < 90 ? vscode.l10n.t('{0} minutes', minutes) : vscode.l10n.t('{0} hours', (seconds / 3600).toFixed(1));
}

/** "22 trainings, about 4 minutes; at most 52 MB on disk; 2 workers, at most 250 MB of memory each"; without a past the time is a guess. */
export function estimateWords({ trainings, seconds, diskBytes, measured, workers, workerMemoryBytes }: RunSize): string {
  const time = vscode.l10n.t('about {0}', timeWords(seconds));
  const guess = measured ? time : vscode.l10n.t('{0} (a guess: nothing has been trained on this machine yet)', time);
  const disk = vscode.l10n.t('at most {0} MB on disk', formatCount(Math.max(1, diskBytes / 1e6)));
  const memory = vscode.l10n.t('{0} workers, at most {1} MB of memory each', workers, formatCount(workerMemoryBytes / 1e6));
  return vscode.l10n.t('{0} trainings, {1}; {2}; {3}', formatCount(trainings), guess, disk, memory);
}
