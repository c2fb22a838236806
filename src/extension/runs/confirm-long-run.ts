import * as vscode from 'vscode';
import { formatCount } from '../../shared/format.ts';
import { orderFor } from '../config/load-config.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import { estimate } from './estimate.ts';
import type { Estimate } from './estimate.ts';

const hour = 3600;
const gigabyte = 1e9;

/** Of a sweep: the sum over its members. */
function together(estimates: readonly Estimate[]): Estimate {
  const sum = (of: (one: Estimate) => number): number => estimates.reduce((total, one) => total + of(one), 0);
  return { trainings: sum((one) => one.trainings), seconds: sum((one) => one.seconds), bytes: sum((one) => one.bytes) };
}

/** Asks before a run of over an hour or a gigabyte. */
export async function confirmLongRun(loaded: LoadedConfig): Promise<boolean> {
  const { workers, members = [loaded] } = orderFor(loaded);
  const { trainings, seconds, bytes } = together(members.map(({ config }) => estimate(config, workers)));
  if (seconds < hour && bytes < gigabyte) return true;
  const size = vscode.l10n.t(
    'Up to {0} hours and {1} MB for {2} trainings.',
    (seconds / hour).toFixed(1),
    formatCount(bytes / 1e6),
    formatCount(trainings),
  );
  const detail = vscode.l10n.t('{0} You can cancel at any time; what is finished stays, and the same config goes on from there.', size);
  const start = vscode.l10n.t('Start');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('"{0}" is a long run.', loaded.experiment),
    { modal: true, detail },
    start,
  );
  return chosen === start;
}
