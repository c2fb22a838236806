import * as vscode from 'vscode';
import { configSelector } from '../config/pick-config.ts';
import { KnownDataSets } from '../config/known-data-sets.ts';
import type { Services } from '../services.ts';
import { ConfigFixes } from './config-fixes.ts';
import { registerConfigLanguage } from './config-language.ts';
import { ConfigLenses } from './config-lenses.ts';
import { ConfigProblems } from './config-problems.ts';
import { layerCompletion } from './layer-completion.ts';

/** Problems with quick fixes, lenses, completion, hover and outline for configs, whether saved or not. */
export function registerEditorSupport(services: Services): void {
  const { context } = services;
  const { languages } = vscode;
  const data = new KnownDataSets(context.asAbsolutePath('dist'));
  const lenses = new ConfigLenses(services);
  context.subscriptions.push(
    ...[new ConfigProblems(data), lenses, languages.registerCodeLensProvider(configSelector, lenses)],
    languages.registerCodeActionsProvider(configSelector, new ConfigFixes(data), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    languages.registerCompletionItemProvider(configSelector, layerCompletion, '"'),
    registerConfigLanguage(configSelector, context.asAbsolutePath('media/lottery.schema.json')),
  );
}
