import * as vscode from 'vscode';
import { configSelector } from '../config/config-document.ts';
import { ConfigLenses } from './config-lenses.ts';
import { ConfigProblems } from './config-problems.ts';

/** Problems and CodeLens for `*.lottery.json`; completion and hover come from the schema that the manifest names. */
export function registerEditorSupport(context: vscode.ExtensionContext): void {
  const lenses = new ConfigLenses();
  context.subscriptions.push(new ConfigProblems(), lenses, vscode.languages.registerCodeLensProvider(configSelector, lenses));
}
