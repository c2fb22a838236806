import * as vscode from 'vscode';
import type { PastTraining } from '../../../runs/estimate/past-trainings.ts';
import { configTemplate, newConfigText } from '../../../shared/config/text/config-template.ts';
import { configLanguage } from '../../config/pick-config.ts';
import type { Services } from '../../services.ts';
import { askNewConfig } from './new-config-questions.ts';

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

/** By the terminal's past trainings and this window's, in the first store. */
async function pastTrainings({ stores }: Services): Promise<readonly PastTraining[]> {
  const [folder] = stores.folders();
  return folder === undefined ? [] : (await stores.at(folder)).pastTrainings();
}

/** What is asked for, as the text of a config; undefined where the user changes their mind. */
async function askText(services: Services): Promise<string | undefined> {
  const workers = vscode.workspace.getConfiguration('winningTicket').get<number | null>('workers') ?? null;
  const config = await askNewConfig(() => pastTrainings(services), workers);
  return config && newConfigText(config);
}

async function openUntitled(content: string): Promise<vscode.Uri> {
  const document = await vscode.workspace.openTextDocument({ language: configLanguage, content });
  await vscode.window.showTextDocument(document);
  return document.uri;
}

/** New Experiment Config: a file with the usual keys, opened; untitled where no folder is open. @param given "template", where nobody is asked. */
export async function newConfig(services: Services, given?: unknown): Promise<vscode.Uri | undefined> {
  const content = given === 'template' ? configTemplate : await askText(services);
  const folder = content === undefined ? null : await targetFolder();
  if (content === undefined || folder === null) return undefined;
  if (!folder) return openUntitled(content);
  const uri = await freeName(folder);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  await vscode.window.showTextDocument(uri);
  return uri;
}
