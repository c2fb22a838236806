import * as vscode from 'vscode';
import { formatCount } from '../../shared/format.ts';
import type { Estimate } from './estimate.ts';

/** 40 -> "1 minute", 900 -> "15 minutes", 9000 -> "2.5 hours". */
function timeWords(seconds: number): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes === 1) return vscode.l10n.t('1 minute');
  return minutes < 90 ? vscode.l10n.t('{0} minutes', minutes) : vscode.l10n.t('{0} hours', (seconds / 3600).toFixed(1));
}

/** "22 trainings, about 4 minutes, at most 52 MB"; without a past the time is a bound too. */
export function estimateWords({ trainings, seconds, bytes, measured }: Estimate): string {
  const time = measured ? vscode.l10n.t('about {0}', timeWords(seconds)) : vscode.l10n.t('at most about {0}', timeWords(seconds));
  const disk = vscode.l10n.t('at most {0} MB', formatCount(Math.max(1, bytes / 1e6)));
  return vscode.l10n.t('{0} trainings, {1}, {2}', formatCount(trainings), time, disk);
}
