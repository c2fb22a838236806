import * as vscode from 'vscode';
import { compareMembers } from '../../shared/results/sweep-row.ts';
import type { SweepRef } from '../experiments/experiment-ref.ts';
import { type LibraryEntry, sweepMembersIn } from '../experiments/library.ts';
import { inform } from '../notify.ts';
import type { Services } from '../services.ts';
import { confirm } from './confirm.ts';
import { pickSweep } from './sweep-targets.ts';

/** Show Sweep: its members side by side, on a page of their own. */
export async function showSweep(services: Services, target: unknown): Promise<void> {
  const sweep = await pickSweep(services, target);
  if (!sweep) return;
  const members = await sweepMembersIn(services.library, sweep);
  const inOrder = [...members].sort((a, b) => compareMembers(a.experiment, b.experiment));
  if (inOrder.length > 0) services.panels.showSweep(inOrder);
  else void inform(vscode.l10n.t('The sweep {0} has not been run yet.', sweep.sweep));
}

async function wantsDeletion({ sweep }: SweepRef, members: readonly LibraryEntry[]): Promise<boolean> {
  const detail = vscode.l10n.t('Their trainings stay in the store until Clean Up Store, so that the same config finds them again.');
  const question = vscode.l10n.t('Delete the sweep {0} and its {1} experiments?', sweep, members.length);
  return confirm(question, detail, vscode.l10n.t('Delete'));
}

/** Delete Sweep...: all of its experiments, or none where one is running. */
export async function deleteSweep(services: Services, target: unknown): Promise<void> {
  const sweep = await pickSweep(services, target);
  if (!sweep) return;
  const members = await sweepMembersIn(services.library, sweep);
  const running = members.find(({ state }) => state === 'running');
  if (running) throw new Error(vscode.l10n.t('{0} is running; cancel the sweep first.', running.experiment));
  if (!(await wantsDeletion(sweep, members))) return;
  const store = await services.stores.at(sweep.storeFolder);
  try {
    for (const { experiment } of members) await store.deleteExperiment(experiment);
  } finally {
    services.library.refresh();
  }
}
