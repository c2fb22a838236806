import * as vscode from 'vscode';
import type { Library } from '../experiments/library.ts';

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
