import * as vscode from 'vscode';
import { ask, warn } from '../notify.ts';

/** Whether the user says yes to a removal. A workspace that is not trusted has its way with nothing: there it is always no. */
export async function confirm(question: string, detail: string, action: string): Promise<boolean> {
  if (!vscode.workspace.isTrusted) {
    void warn(vscode.l10n.t('Nothing is deleted in Restricted Mode. Trust this workspace first.'));
    return false;
  }
  return ask('warning', question, detail, action);
}
