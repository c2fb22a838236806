import * as vscode from 'vscode';
import { configSelector } from '../config/config-document.ts';
import { ConfigFixes } from './config-fixes.ts';
import { registerConfigLanguage } from './config-language.ts';
import { ConfigProblems } from './config-problems.ts';

const setting = 'winningTicket.codeLens';

/** The two lenses above a config's first line, unless the setting switches them off. */
export class ConfigLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly listener = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(setting)) this.changed.fire();
  });

  dispose(): void {
    this.listener.dispose();
    this.changed.dispose();
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    if (!vscode.workspace.getConfiguration(undefined, uri).get(setting, true)) return [];
    const firstLine = new vscode.Range(0, 0, 0, 0);
    return [
      new vscode.CodeLens(firstLine, { title: '$(play) Find Winning Ticket', command: 'winningTicket.find', arguments: [uri] }),
      new vscode.CodeLens(firstLine, { title: 'Show Results', command: 'winningTicket.showPanel', arguments: [uri] }),
    ];
  }
}

/** Problems with quick fixes, lenses, completion, hover and outline for configs, whether saved or not. */
export function registerEditorSupport(context: vscode.ExtensionContext): void {
  const { languages } = vscode;
  const lenses = new ConfigLenses();
  context.subscriptions.push(
    ...[new ConfigProblems(), lenses, languages.registerCodeLensProvider(configSelector, lenses)],
    languages.registerCodeActionsProvider(configSelector, new ConfigFixes(), { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] }),
    registerConfigLanguage(configSelector, context.asAbsolutePath('media/lottery.schema.json')),
  );
}
