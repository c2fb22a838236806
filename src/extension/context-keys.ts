import * as vscode from 'vscode';

type ContextKey = 'running' | 'hasConfig' | 'hasTickets' | 'hasSelection';

/** The `winningTicket.*` keys that `when` clauses ask for; tells VS Code only what has changed. */
export class ContextKeys {
  private readonly values = new Map<ContextKey, boolean>();

  set(key: ContextKey, value: boolean): void {
    if (this.values.get(key) === value) return;
    this.values.set(key, value);
    void vscode.commands.executeCommand('setContext', `winningTicket.${key}`, value);
  }
}
