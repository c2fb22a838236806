import * as vscode from 'vscode';

/** Whether the user says yes to a removal. A workspace that is not trusted has its way with nothing: there it is always no. */
export async function confirm(question: string, detail: string, action: string): Promise<boolean> {
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showWarningMessage(vscode.l10n.t('Nothing is deleted in Restricted Mode. Trust this workspace first.'));
    return false;
  }
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, action)) === action;
}
