import { readFileSync } from 'node:fs';
import { normalize } from 'node:path';
import * as vscode from 'vscode';

/** Which documents are configs, whatever language the user has given them. */
export const configSelector: vscode.DocumentSelector = { pattern: '**/*.lottery.json' };

/** A config that is shown for editing; not the other side of a diff or a file of the Git history. */
export const isConfigDocument = (document: vscode.TextDocument): boolean =>
  document.uri.scheme !== 'git' && vscode.languages.match(configSelector, document) > 0;

const sameFile = (a: string, b: string): boolean => normalize(a) === normalize(b);

/** What is on the screen, else what is on disk: a base that is being edited counts as it is shown. */
export function readShownText(path: string): string | undefined {
  const open = vscode.workspace.textDocuments.find(
    (document) => !document.isClosed && sameFile(document.uri.fsPath, path) && document.uri.scheme !== 'git',
  );
  if (open) return open.getText();
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
