/** Restricted Mode: what came with a folder that the user does not trust starts, changes and removes nothing. */
import * as vscode from 'vscode';
import { warn } from './notify.ts';

async function offerTrust(refusal: string): Promise<void> {
  const manage = vscode.l10n.t('Manage Workspace Trust');
  if ((await warn(refusal, manage)) === manage) await vscode.commands.executeCommand('workbench.trust.manage');
}

/** @param refusal A sentence for the user. @returns false, and says so, in a workspace that is not trusted. */
export function requireTrust(refusal: string): boolean {
  if (vscode.workspace.isTrusted) return true;
  // The command is over; the notification may stand for long.
  void offerTrust(refusal);
  return false;
}

export const nothingTrained = (): string => vscode.l10n.t('Nothing is trained in Restricted Mode.');

export const nothingDeleted = (): string => vscode.l10n.t('Nothing is deleted in Restricted Mode.');
