import * as vscode from 'vscode';
import { shareWords } from '../../shared/results/progress.ts';
import { inLabel, inMarkdown } from '../../shared/text/plain-text.ts';
import { sweepOf } from '../experiments/experiment-ref.ts';
import type { ContextKeys } from '../window.ts';
import { type ActiveRun, nowWords } from './active-run.ts';
import type { RunManager } from './run-manager.ts';

const describe = ({ progress }: ActiveRun): string => (progress ? shareWords(progress) : vscode.l10n.t('starting'));

/** A parenthesis of a name would end the link. */
const commandUri = (command: string, ...args: readonly unknown[]): string =>
  `command:winningTicket.${command}?${encodeURIComponent(JSON.stringify(args)).replaceAll('(', '%28').replaceAll(')', '%29')}`;

/** Each run with what can be done about it. */
function tooltip(runs: readonly ActiveRun[]): vscode.MarkdownString {
  const text = runs.map((run) => {
    const { request, ref } = run;
    const links = [
      `[${vscode.l10n.t('Show')}](${commandUri('showPanel', ref)})`,
      `[${vscode.l10n.t('Cancel')}](${commandUri('cancel', ref)})`,
    ];
    return `${inMarkdown(inLabel(request.experiment))}\n\n${inMarkdown(nowWords(run) ?? vscode.l10n.t('starting'))}\n\n${links.join(' · ')}`;
  });
  const markdown = new vscode.MarkdownString(text.join('\n\n---\n\n'));
  markdown.isTrusted = { enabledCommands: ['winningTicket.showPanel', 'winningTicket.cancel'] };
  return markdown;
}

/** One status bar item while a run is active; a click opens its panel. */
export class RunStatus implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('winningTicket.run', vscode.StatusBarAlignment.Left);

  constructor(
    private readonly runs: RunManager,
    private readonly keys: ContextKeys,
  ) {
    this.item.name = vscode.l10n.t('Winning Ticket: Run');
    runs.onDidChange(() => this.show());
    runs.onDidProgress(() => this.show());
  }

  dispose(): void {
    this.item.dispose();
  }

  private show(): void {
    const [first, ...others] = this.runs.all();
    this.keys.set('running', first !== undefined);
    if (!first) return this.item.hide();
    this.item.text = `$(loading~spin) ${describe(first)}${others.length > 0 ? ` (+${String(others.length)})` : ''}`;
    this.item.tooltip = tooltip(this.runs.all());
    const sweep = first.request.members && sweepOf(first.ref);
    this.item.command = sweep
      ? { command: 'winningTicket.showSweep', title: '', arguments: [sweep] }
      : { command: 'winningTicket.showPanel', title: '', arguments: [first.ref] };
    this.item.show();
  }
}
