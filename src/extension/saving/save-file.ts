import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { SavedFigure } from '../../shared/channel/webview-protocol.ts';
import { fileName } from '../../shared/text/file-name.ts';
import { messageOf } from '../../shared/text/message-of.ts';
import { ownWords } from '../../shared/text/own-words.ts';
import { complain, inform } from '../notify.ts';
import type { Log } from '../window.ts';

/** A page has no scripts. */
async function showPage(uri: vscode.Uri): Promise<void> {
  const bytes = await vscode.workspace.fs.readFile(uri);
  const panel = vscode.window.createWebviewPanel('winningTicket.report', vscode.workspace.asRelativePath(uri), vscode.ViewColumn.Active);
  panel.webview.html = new TextDecoder().decode(bytes);
}

/** A web page in the browser, or in a tab where the file lies on another machine; anything else in an editor. */
async function openSaved(uri: vscode.Uri): Promise<void> {
  if (!/\.html?$/i.test(uri.path)) await vscode.commands.executeCommand('vscode.open', uri);
  else if (vscode.env.remoteName === undefined) await vscode.env.openExternal(uri);
  else await showPage(uri);
}

type Filters = Record<string, string[]>;

interface ToSave {
  readonly filters: Filters;
  readonly bytes: Uint8Array;
  /** Takes what the system itself says of a failure. */
  readonly log: Log;
}

/** In the first folder of the workspace; without one, at home. */
function suggestion(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  return vscode.Uri.joinPath(folder, fileName(name));
}

/** VS Code wraps the system's words in its own; their codes are the same everywhere. */
function reasonOf(error: unknown): string {
  const code = error instanceof vscode.FileSystemError ? error.code : '';
  if (code === 'NoPermissions') return vscode.l10n.t('there is no right to write there');
  if (code === 'FileNotFound') return vscode.l10n.t('there is no such folder');
  if (code === 'FileIsADirectory') return vscode.l10n.t('a folder has this name');
  return vscode.l10n.t('the system refuses it; is the disk full, or read-only?');
}

/** Whoever cannot save at a place chooses another one. */
async function refused(uri: vscode.Uri, error: unknown, what: ToSave): Promise<void> {
  what.log.error(`${uri.fsPath}: ${messageOf(error)}`);
  const elsewhere = vscode.l10n.t('Save Elsewhere...');
  const text = vscode.l10n.t('{0} could not be saved: {1}', vscode.workspace.asRelativePath(uri), reasonOf(error));
  if ((await complain(text, elsewhere)) === elsewhere) await askAndWrite(suggestion(uri.path.split('/').at(-1) ?? ''), what);
}

async function saved(uri: vscode.Uri): Promise<void> {
  const open = vscode.l10n.t('Open');
  const text = vscode.l10n.t('Saved {0}', vscode.workspace.asRelativePath(uri));
  if ((await inform(text, open)) === open) await openSaved(uri);
}

/** Whether a file of that name may be replaced is the dialog's question. */
async function askAndWrite(defaultUri: vscode.Uri, what: ToSave): Promise<void> {
  const uri = await vscode.window.showSaveDialog({ filters: what.filters, defaultUri });
  if (!uri) return;
  try {
    await vscode.workspace.fs.writeFile(uri, what.bytes);
  } catch (error) {
    return refused(uri, error, what);
  }
  // The command is done; what is asked now may stand for long.
  void saved(uri).catch((error: unknown) => complain(ownWords(error)));
}

/** Asks where, then writes, and offers to open it; nothing happens where the user changes their mind. */
export const saveFile = (log: Log, name: string, filters: Filters, bytes: Uint8Array): Promise<void> =>
  askAndWrite(suggestion(name), { filters, bytes, log });

const kinds = (): Readonly<Record<SavedFigure['kind'], string>> => ({
  png: vscode.l10n.t('PNG image'),
  svg: vscode.l10n.t('SVG drawing'),
  csv: vscode.l10n.t('Comma-separated values'),
});

/** Asks where a figure of the panel is to be saved, and saves it. */
export async function saveFigure(log: Log, experiment: string, { name, kind, content }: SavedFigure): Promise<void> {
  const bytes = kind === 'png' ? Buffer.from(content, 'base64') : Buffer.from(content, 'utf8');
  await saveFile(log, `${experiment}-${name}.${kind}`, { [kinds()[kind]]: [kind] }, bytes);
}
