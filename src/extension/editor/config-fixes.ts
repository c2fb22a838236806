/** Quick fixes: what a Problem of a config proposes, at the bulb. */
import * as vscode from 'vscode';
import { fixEdit } from '../../shared/config/text/apply-fix.ts';
import type { Fix, Problem } from '../../shared/config/problems/problem.ts';
import { keyText } from '../../shared/config/reference/schema-outline.ts';
import { checkWithFiles, rangeOf } from '../config/config-document.ts';
import { inLabel } from '../../shared/text/plain-text.ts';
import type { KnownDataSets } from '../config/known-data-sets.ts';
import { isConfigDocument } from '../config/pick-config.ts';

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
    case 'fetch-data':
      return l10n.t('Fetch {0}', fix.dataset.toUpperCase());
    case 'choose-path':
      return fix.isFolder ? l10n.t('Choose Folder...') : l10n.t('Choose File...');
  }
}

/** What a command does, where no edit of the text would help. */
function commandOf({ uri }: vscode.TextDocument, { fix, path }: Problem): vscode.Command | undefined {
  if (fix?.kind === 'fetch-data') return { command: 'winningTicket.downloadData', title: '', arguments: [fix.dataset] };
  if (fix?.kind === 'choose-path') return { command: 'winningTicket.choosePath', title: '', arguments: [uri, path, fix.isFolder] };
  return undefined;
}

function actionOf(document: vscode.TextDocument, problem: Problem, range: vscode.Range, diagnostics: readonly vscode.Diagnostic[]) {
  const [edit, command] = [fixEdit(document.getText(), problem), commandOf(document, problem)];
  if ((!edit && !command) || !problem.fix) return [];
  const action = new vscode.CodeAction(inLabel(titleOf(problem.fix, problem)), vscode.CodeActionKind.QuickFix);
  if (command) action.command = command;
  if (edit) {
    action.edit = new vscode.WorkspaceEdit();
    action.edit.replace(document.uri, rangeOf(document, edit), edit.content);
  }
  action.diagnostics = diagnostics.filter((one) => one.range.isEqual(range));
  // To remove what was written is a way out, but seldom what was meant.
  action.isPreferred = problem.fix.kind !== 'remove-key';
  return [action];
}

export class ConfigFixes implements vscode.CodeActionProvider {
  constructor(private readonly data: KnownDataSets) {}

  provideCodeActions(document: vscode.TextDocument, asked: vscode.Range, { diagnostics }: vscode.CodeActionContext): vscode.CodeAction[] {
    if (!isConfigDocument(document)) return [];
    const { problems } = checkWithFiles(document, this.data);
    return problems.flatMap((problem) => {
      const range = rangeOf(document, problem);
      return range.intersection(asked) ? actionOf(document, problem, range, diagnostics) : [];
    });
  }
}
