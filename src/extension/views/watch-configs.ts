import * as vscode from 'vscode';
import { configPattern, findConfigs } from '../config/pick-config.ts';
import type { ContextKeys } from '../context-keys.ts';
import { messageOf } from '../log.ts';
import type { Log } from '../log.ts';

/** Keeps the context key `hasConfig`, which decides what an empty tickets view offers. */
export function watchConfigs(keys: ContextKeys, log: Log): vscode.Disposable {
  const look = async (): Promise<void> => {
    try {
      keys.set('hasConfig', (await findConfigs()).length > 0);
    } catch (error) {
      log.warn(messageOf(error));
    }
  };
  const watcher = vscode.workspace.createFileSystemWatcher(configPattern, false, true, false);
  watcher.onDidCreate(look);
  watcher.onDidDelete(look);
  void look();
  return vscode.Disposable.from(watcher, vscode.workspace.onDidChangeWorkspaceFolders(look));
}
