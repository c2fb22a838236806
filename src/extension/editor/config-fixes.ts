/** Quick fixes: what a Problem of a config proposes, at the bulb. */
import * as vscode from 'vscode';
import { fixEdit } from '../../shared/config/reading/apply-fix.ts';
import type { Fix, Problem } from '../../shared/config/reading/problem.ts';
import { keyText } from '../../shared/config/schema/schema-outline.ts';
import { checkShown, isConfigDocument, rangeOf } from '../config/config-document.ts';

function titleOf(fix: Fix, problem: Problem): string {
  const { l10n } = vscode;
  switch (fix.kind) {
    case 'rename-key':
      return l10n.t('Change to {0}', JSON.stringify(fix.name));
    case 'move-key':
      return l10n.t('Move to {0}', keyText(fix.to));
    case 'remove-key':
      return l10n.t('Remove {0}', JSON.stringify(problem.path.at(-1)));
    case 'set-value':
      return l10n.t('Change to {0}', JSON.stringify(fix.value));
  }
}

function actionOf(document: vscode.TextDocument, problem: Problem, range: vscode.Range, diagnostics: readonly vscode.Diagnostic[]) {
  const edit = fixEdit(document.getText(), problem);
  if (!edit || !problem.fix) return [];
  const action = new vscode.CodeAction(titleOf(problem.fix, problem), vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, rangeOf(document, edit), edit.content);
  action.diagnostics = diagnostics.filter((one) => one.range.isEqual(range));
  // To remove what was written is a way out, but seldom what was meant.
  action.isPreferred = problem.fix.kind !== 'remove-key';
  return [action];
}

export class ConfigFixes implements vscode.CodeActionProvider {
  provideCodeActions(document: vscode.TextDocument, asked: vscode.Range, { diagnostics }: vscode.CodeActionContext): vscode.CodeAction[] {
    if (!isConfigDocument(document)) return [];
    const { problems } = checkShown(document.uri, document.getText());
    return problems.flatMap((problem) => {
      const range = rangeOf(document, problem);
      return range.intersection(asked) ? actionOf(document, problem, range, diagnostics) : [];
    });
  }
}
