import * as vscode from 'vscode';
import { inOrder } from '../../shared/channel/in-order.ts';
import { messageOf } from '../../shared/text/message-of.ts';
import { configPattern, findConfigs } from '../config/pick-config.ts';
import type { Library } from '../experiments/library.ts';
import type { ContextKeys, Log } from '../window.ts';

const pollMilliseconds = 3000;

/** Looks for what other processes do in the stores, only while somebody looks at it. A file watcher would cost a handle a folder. */
export function pollStores(library: Library, isLookedAt: () => boolean): vscode.Disposable {
  let busy = false;
  const timer = setInterval(() => {
    if (busy || !isLookedAt()) return;
    busy = true;
    void library.poll().finally(() => (busy = false));
  }, pollMilliseconds).unref();
  return new vscode.Disposable(() => clearInterval(timer));
}

/** Keeps the context keys `hasConfig` and `hasNoConfig`, which decide what an empty tickets view offers: neither until it is known. */
export function watchConfigs(keys: ContextKeys, log: Log): vscode.Disposable {
  const look = async (): Promise<void> => {
    try {
      const has = (await findConfigs()).length > 0;
      keys.set('hasConfig', has);
      keys.set('hasNoConfig', !has);
    } catch (error) {
      log.warn(messageOf(error));
    }
  };
  // Files that come one after another are searched for one after another: the last search decides.
  const oneByOne = inOrder();
  const lookAgain = (): Promise<void> => oneByOne(look);
  const watcher = vscode.workspace.createFileSystemWatcher(configPattern, false, true, false);
  watcher.onDidCreate(lookAgain);
  watcher.onDidDelete(lookAgain);
  void lookAgain();
  return vscode.Disposable.from(watcher, vscode.workspace.onDidChangeWorkspaceFolders(lookAgain));
}
