import * as vscode from 'vscode';
import { fileName } from '../../shared/file-name.ts';

/** Asks where, then writes; nothing happens where the user changes their mind. */
export async function saveFile(name: string, filters: Record<string, string[]>, bytes: Uint8Array): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const suggested = fileName(name);
  const uri = await vscode.window.showSaveDialog({ filters, ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, suggested) } : {}) });
  if (!uri) return;
  await vscode.workspace.fs.writeFile(uri, bytes);
  void vscode.window.showInformationMessage(vscode.l10n.t('Saved {0}', vscode.workspace.asRelativePath(uri)));
}
