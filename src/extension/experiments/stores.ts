import * as vscode from 'vscode';
import type { StoreReader } from '../../runs/library/store-reader.ts';
import { settingsFor } from '../settings.ts';

const isTrusted = (): boolean => vscode.workspace.isTrusted;

/** The stores of this window: one for each workspace folder, opened when first asked for. */
export class Stores {
  private readonly opened = new Map<string, Promise<StoreReader>>();

  /** Where the experiments of every workspace folder are kept, each place once. */
  folders(): readonly string[] {
    const folders = vscode.workspace.workspaceFolders ?? [];
    return [...new Set(folders.filter((folder) => folder.uri.scheme === 'file').map((folder) => settingsFor(folder.uri).storeFolder))];
  }

  at(folder: string): Promise<StoreReader> {
    const store = this.opened.get(folder) ?? import('../../runs/library/store.ts').then(({ openStore }) => openStore(folder, isTrusted));
    this.opened.set(folder, store);
    return store;
  }
}
