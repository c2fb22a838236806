import * as vscode from 'vscode';
import { setValue, type TextEdit } from '../../shared/config/text/set-value.ts';
import { rangeOf } from './config-document.ts';
import { saveDocument } from './save-document.ts';

/** Applied, not saved. */
export async function applyEdits(document: vscode.TextDocument, edits: readonly TextEdit[]): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  for (const one of edits) edit.replace(document.uri, rangeOf(document, one), one.content);
  return vscode.workspace.applyEdit(edit);
}

/** Changes one setting of a config and saves it. It is shown, so that the change is seen and can be undone. @returns whether it could be. */
export async function changeSetting(document: vscode.TextDocument, keys: readonly string[], value: number | string): Promise<boolean> {
  await vscode.window.showTextDocument(document, { preview: true, preserveFocus: true });
  return (await applyEdits(document, setValue(document.getText(), keys, value))) && saveDocument(document);
}
