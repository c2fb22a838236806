import * as vscode from 'vscode';
import { percentWords, progressWords, roundWords } from '../../shared/results/progress.ts';
import { sweepOf } from '../experiments/experiment-ref.ts';
import type { ContextKeys } from '../services.ts';
import type { ActiveRun } from './active-run.ts';
import type { RunManager } from './run-manager.ts';

function describe(run: ActiveRun): string {
  if (!run.progress) return vscode.l10n.t('starting');
  return [roundWords(run.progress), percentWords(run.progress)].filter((words) => words !== null).join(' · ');
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
    this.item.text = `$(beaker) ${describe(first)}${others.length > 0 ? ` (+${String(others.length)})` : ''}`;
    this.item.tooltip = `${first.request.experiment}\n${first.progress ? progressWords(first.progress) : ''}`.trim();
    const sweep = first.request.members && sweepOf(first.ref);
    this.item.command = sweep
      ? { command: 'winningTicket.showSweep', title: '', arguments: [sweep] }
      : { command: 'winningTicket.showPanel', title: '', arguments: [first.ref] };
    this.item.show();
  }
}
