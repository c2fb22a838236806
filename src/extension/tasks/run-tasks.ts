/** Runs as tasks of VS Code: in tasks.json, in chains of tasks, and bound to keys. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import { inLabel } from '../../shared/text/plain-text.ts';
import { findConfigs } from '../config/pick-config.ts';
import type { Services } from '../services.ts';

export const taskType = 'winningTicket';

interface Definition extends vscode.TaskDefinition {
  /** Relative to the folder of the workspace that the task belongs to. */
  readonly config: string;
}

function taskOf(services: Services, definition: Definition, scope: vscode.WorkspaceFolder): vscode.Task {
  const uri = vscode.Uri.joinPath(scope.uri, definition.config);
  const execution = new vscode.CustomExecution(async () => {
    const { RunTerminal } = await import('./run-terminal.ts');
    return new RunTerminal(services, uri);
  });
  const task = new vscode.Task(definition, scope, inLabel(definition.config), 'Winning Ticket', execution, '$winningTicket');
  task.detail = vscode.l10n.t('Find a winning ticket');
  return task;
}

const isFolder = (scope: vscode.Task['scope']): scope is vscode.WorkspaceFolder => typeof scope === 'object';

/** A task for every config of the workspace. */
export const runTasks = (services: Services): vscode.TaskProvider => ({
  async provideTasks() {
    if (!vscode.workspace.isTrusted) return [];
    return (await findConfigs()).flatMap((uri) => {
      const scope = vscode.workspace.getWorkspaceFolder(uri);
      if (!scope) return [];
      const config = path.posix.relative(scope.uri.path, uri.path);
      return [taskOf(services, { type: taskType, config }, scope)];
    });
  },
  resolveTask({ definition, scope }) {
    const folder = isFolder(scope) ? scope : vscode.workspace.workspaceFolders?.[0];
    const { config } = definition;
    return folder && typeof config === 'string' ? taskOf(services, definition as Definition, folder) : undefined;
  },
});
