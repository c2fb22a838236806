/** Saves the files of an export: one file where the user says, or a folder of them in a folder that the user picks. */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { ExportedFile } from '../../formats/exported-ticket.ts';
import { exportFormats, type FormatName } from '../../formats/format-table.ts';
import { saveFiles } from '../../runs/exchange/save-files.ts';
import { fileName } from '../../shared/text/file-name.ts';
import { ask, inform } from '../notify.ts';

const workspaceFolder = (): vscode.Uri => vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());

async function pickFile(format: FormatName, stem: string): Promise<vscode.Uri | undefined> {
  const ending = exportFormats[format].ending ?? '';
  const defaultUri = vscode.Uri.joinPath(workspaceFolder(), `${fileName(stem)}${ending}`);
  return vscode.window.showSaveDialog({ defaultUri, filters: { [exportFormats[format].title()]: [path.extname(ending).slice(1)] } });
}

async function pickFolder(name: string): Promise<vscode.Uri | undefined> {
  const openLabel = vscode.l10n.t('Save Here');
  const title = vscode.l10n.t('Choose the folder in which {0} is made', name);
  const picked = await vscode.window.showOpenDialog({
    ...{ canSelectFolders: true, canSelectFiles: false, defaultUri: workspaceFolder(), openLabel, title },
  });
  return picked?.[0] && vscode.Uri.joinPath(picked[0], name);
}

/** A file, or a folder of files, to be saved. */
export interface Place {
  readonly uri: vscode.Uri;
  readonly isFolder: boolean;
}

export const placeOf = (format: FormatName, output: string): Place => ({
  uri: vscode.Uri.file(output),
  isFolder: exportFormats[format].ending === null,
});

/** undefined where the user changes their mind. */
export async function pickPlace(format: FormatName, stem: string): Promise<Place | undefined> {
  const isFolder = exportFormats[format].ending === null;
  const uri = isFolder ? await pickFolder(format === 'mlflow' ? 'mlruns' : `${fileName(stem)}-${format}`) : await pickFile(format, stem);
  return uri && { uri, isFolder };
}

/** A folder of that name is replaced only where the user says so; of a single file the dialog has asked. */
async function mayReplace({ uri, isFolder }: Place): Promise<boolean> {
  const there = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  if (!isFolder || !there) return true;
  const detail = vscode.l10n.t('Files of the same names in it are replaced, others stay.');
  return ask('warning', vscode.l10n.t('{0} is there already.', vscode.workspace.asRelativePath(uri)), detail, vscode.l10n.t('Replace'));
}

async function reveal(uri: vscode.Uri): Promise<void> {
  const isHere = vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
  await vscode.commands.executeCommand(isHere ? 'revealFileInOS' : 'revealInExplorer', uri);
}

/** A script beside the file has a name of its own where the folder has another one of that name. */
function besideFile(uri: vscode.Uri, file: ExportedFile): ExportedFile {
  const there = path.join(path.dirname(uri.fsPath), file.name);
  if (!existsSync(there) || readFileSync(there).equals(file.bytes)) return file;
  return { ...file, name: `${path.parse(uri.fsPath).name}-${file.name}` };
}

/** @param files As their names in the export are, the main one first. */
export async function saveExport(place: Place, files: readonly ExportedFile[]): Promise<void> {
  if (!(await mayReplace(place))) return;
  const { uri, isFolder } = place;
  const [main, ...beside] = files;
  const named = isFolder || !main ? files : [main, ...beside.map((file) => besideFile(uri, file))];
  await saveFiles(isFolder ? uri.fsPath : path.dirname(uri.fsPath), named, true);
  const others = isFolder ? [] : named.slice(1).map(({ name }) => name);
  const text = vscode.l10n.t('Saved {0}', [vscode.workspace.asRelativePath(uri), ...others].join(', '));
  const button = vscode.l10n.t('Reveal');
  // The command is done; the notification may stand for long.
  void inform(text, button).then((chosen) => (chosen === button ? reveal(uri) : undefined));
}
