/** The log and the context keys of a window. */
import * as vscode from 'vscode';

export type Log = vscode.LogOutputChannel;

/** The output channel "Winning Ticket". */
export const createLog = (): Log => vscode.window.createOutputChannel('Winning Ticket', { log: true });

type ContextKey =
  'running' | 'runningElsewhere' | 'hasConfig' | 'hasNoConfig' | 'hasTickets' | 'isEmpty' | 'hasSelection' | 'hasSweep' | 'filtered';

/** The `winningTicket.*` keys that `when` clauses ask for; tells VS Code only what has changed. */
export class ContextKeys {
  private readonly values = new Map<ContextKey, boolean>();

  set(key: ContextKey, value: boolean): void {
    if (this.values.get(key) === value) return;
    this.values.set(key, value);
    void vscode.commands.executeCommand('setContext', `winningTicket.${key}`, value);
  }
}
