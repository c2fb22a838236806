import * as vscode from 'vscode';
import { inLabel } from '../../shared/text/plain-text.ts';

/** The language of configs in the manifest: JSON with comments, and with what we know of its keys. */
export const configLanguage = 'lottery';
export const configPattern = '**/*.lottery.json';

/** Which documents are configs: by their name, whatever language the user has given them, or unsaved ones by their language. */
export const configSelector: vscode.DocumentSelector = [{ pattern: '**/*.lottery.json' }, { language: configLanguage }];

/** A config that is shown for editing; not the other side of a diff or a file of the Git history. */
export const isConfigDocument = (document: vscode.TextDocument): boolean =>
  document.uri.scheme !== 'git' && vscode.languages.match(configSelector, document) > 0;

const isConfig = (uri: vscode.Uri): boolean => /\.lottery\.jsonc?$/.test(uri.path);

interface ConfigItem extends vscode.QuickPickItem {
  readonly uri: vscode.Uri | null;
}

/** The config in the active editor, if it is one, saved or not. */
export function activeConfig(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && (isConfig(document.uri) || document.languageId === configLanguage) ? document.uri : undefined;
}

export async function findConfigs(): Promise<readonly vscode.Uri[]> {
  const found = await vscode.workspace.findFiles(configPattern, '**/node_modules/**', 500);
  return [...found].sort((a, b) => a.path.localeCompare(b.path));
}

/** Lets the user choose a config of the workspace; with none at hand, or on request, a new one is made. */
export async function pickConfig(): Promise<vscode.Uri | undefined> {
  const configs = await findConfigs();
  if (configs.length === 1) return configs[0];
  const items: readonly ConfigItem[] = [
    ...configs.map((uri) => ({ label: inLabel(vscode.workspace.asRelativePath(uri)), uri })),
    { label: `$(add) ${vscode.l10n.t('New Experiment Config')}`, uri: null },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Find Winning Ticket'),
    placeHolder: vscode.l10n.t('Choose a config'),
  });
  if (chosen && !chosen.uri) await vscode.commands.executeCommand('winningTicket.newConfig');
  return chosen?.uri ?? undefined;
}
