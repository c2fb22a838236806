import * as vscode from 'vscode';
import { ask } from '../notify.ts';
import { requireTrust } from '../restricted-mode.ts';

/** Whether the user says yes to a removal. In Restricted Mode it is always no. */
export async function confirm(question: string, detail: string, action: string): Promise<boolean> {
  return requireTrust(vscode.l10n.t('Nothing is deleted in Restricted Mode.')) && ask('warning', question, detail, action);
}
