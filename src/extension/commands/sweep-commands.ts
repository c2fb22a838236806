import * as vscode from 'vscode';
import { compareMembers } from '../../shared/results/sweep-row.ts';
import { sweepMembersIn } from '../experiments/library.ts';
import { inform } from '../notify.ts';
import type { Services } from '../services.ts';
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
