import * as path from 'node:path';
import * as vscode from 'vscode';

type ResumeSetting = 'always' | 'ask' | 'never';

/** What the user has set, for one config file: the narrowest of user, workspace and folder settings wins. */
interface Settings {
  readonly storeFolder: string;
  readonly workers: number | null;
  readonly keepControlWeights: boolean;
  readonly resumeOnStartup: ResumeSetting;
  /** As the user has written it; null for what the machine says. */
  readonly executor: unknown;
  /** Runs go on when the window is closed. */
  readonly keepRunning: boolean;
}

/** The folder of the workspace that `resource` lies in; a file outside all of them stands for itself. */
function baseFolder(resource: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(resource)?.uri.fsPath ?? path.dirname(resource.fsPath);
}

export function settingsFor(resource: vscode.Uri): Settings {
  const settings = vscode.workspace.getConfiguration('winningTicket', resource);
  return {
    storeFolder: path.resolve(baseFolder(resource), settings.get<string>('storeFolder') || '.winning-ticket'),
    workers: settings.get<number | null>('workers') ?? null,
    keepControlWeights: settings.get('keepControlWeights', false),
    executor: settings.get<unknown>('executor') ?? null,
    keepRunning: settings.get('keepRunning', false),
    resumeOnStartup: settings.get<ResumeSetting>('resumeOnStartup', 'ask'),
  };
}
