import * as vscode from 'vscode';

/** Whether the user says yes to what cannot be undone. */
export async function confirm(question: string, detail: string, action: string): Promise<boolean> {
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, action)) === action;
}
