import * as path from 'node:path';
import * as vscode from 'vscode';
import type { JsonPath } from '../../../shared/text/json-value.ts';
import { changeSetting } from '../../config/edit-config.ts';

/** Choose Folder..., Choose File...: at the place of a config that names one which is not there. */
export async function choosePath(uri: vscode.Uri, keys: JsonPath, isFolder: boolean): Promise<void> {
  const folder = vscode.Uri.file(path.dirname(uri.fsPath));
  const choice = { canSelectFiles: !isFolder, canSelectFolders: isFolder, defaultUri: folder };
  const [chosen] = (await vscode.window.showOpenDialog(choice)) ?? [];
  if (!chosen) return;
  // Relative where it lies beside the config or below it, so that both can be moved together.
  const relative = path.relative(folder.fsPath, chosen.fsPath);
  const written = relative.startsWith('..') || path.isAbsolute(relative) ? chosen.fsPath : relative.split(path.sep).join('/') || '.';
  await changeSetting(await vscode.workspace.openTextDocument(uri), keys.map(String), written);
}
