import * as vscode from 'vscode';
import { keyOf } from '../experiments/experiment-ref.ts';
import type { ExperimentRef } from '../experiments/experiment-ref.ts';
import { messageOf } from '../log.ts';
import type { Services } from '../services.ts';

/** Stops a run that another process of this machine began, e.g. the terminal: its runner saves its work and ends. */
export async function cancelElsewhere({ library, log }: Services, ref: ExperimentRef): Promise<void> {
  const entry = (await library.entries()).find((one) => keyOf(one) === keyOf(ref));
  if (!entry?.runner) return;
  const { host, pid, here } = entry.runner;
  if (!here)
    return void vscode.window.showErrorMessage(vscode.l10n.t('{0} is run on {1}; it can only be cancelled there.', ref.experiment, host));
  try {
    process.kill(pid, 'SIGTERM');
  } catch (error) {
    log.warn(`${ref.experiment}: ${messageOf(error)}`);
  }
}
