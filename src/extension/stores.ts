import * as vscode from 'vscode';
import type { Store } from '../runs/store/store.ts';
import { settingsFor } from './settings.ts';

/** The stores of this window: one for each workspace folder, opened when first asked for. */
export class Stores {
  private readonly opened = new Map<string, Promise<Store>>();

  /** Where the experiments of every workspace folder are kept, each place once. */
  folders(): readonly string[] {
    const folders = vscode.workspace.workspaceFolders ?? [];
    return [...new Set(folders.filter((folder) => folder.uri.scheme === 'file').map((folder) => settingsFor(folder.uri).storeFolder))];
  }

  at(folder: string): Promise<Store> {
    const store = this.opened.get(folder) ?? import('../runs/store/store.ts').then(({ openStore }) => openStore(folder));
    this.opened.set(folder, store);
    return store;
  }
}
