import * as vscode from 'vscode';
import { configTemplate } from '../../shared/config/reading/config-template.ts';
import { configLanguage } from '../config/config-document.ts';

/** The folder that the new file belongs to; undefined where none is open, null where the user changes their mind. */
async function targetFolder(): Promise<vscode.Uri | undefined | null> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length < 2) return folders[0]?.uri;
  return (await vscode.window.showWorkspaceFolderPick())?.uri ?? null;
}

async function freeName(folder: vscode.Uri): Promise<vscode.Uri> {
  const taken = new Set((await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name.toLowerCase()));
  const names = Array.from({ length: 1000 }, (_, index) => `lenet${index === 0 ? '' : `-${String(index + 1)}`}.lottery.json`);
  return vscode.Uri.joinPath(folder, names.find((name) => !taken.has(name)) ?? `lenet-${String(Date.now())}.lottery.json`);
}

/** New Experiment Config: a file with the usual keys, opened; untitled where no folder is open. */
export async function newConfig(): Promise<vscode.Uri | undefined> {
  const folder = await targetFolder();
  if (folder === null) return undefined;
  if (!folder) {
    const document = await vscode.workspace.openTextDocument({ language: configLanguage, content: configTemplate });
    await vscode.window.showTextDocument(document);
    return document.uri;
  }
  const uri = await freeName(folder);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(configTemplate));
  await vscode.window.showTextDocument(uri);
  return uri;
}
