import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { StoreReader } from '../../runs/library/store-reader.ts';
import { folderLabels } from '../../shared/text/folder-labels.ts';
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

  /** By store, the folder's name where the window has several stores; empty where it has one. */
  labels(): ReadonlyMap<string, string> {
    const folders = this.folders();
    const labels = folders.length > 1 ? folderLabels(folders) : [];
    return new Map(labels.map((label, index) => [folders[index] ?? '', label]));
  }

  /** Whether any of them holds an experiment; reads no more than the names of folders. */
  async hasExperiments(): Promise<boolean> {
    const names = await Promise.all(this.folders().map((folder) => readdir(path.join(folder, 'experiments')).catch((): string[] => [])));
    return names.flat().length > 0;
  }

  at(folder: string): Promise<StoreReader> {
    const store = this.opened.get(folder) ?? import('../../runs/library/store.ts').then(({ openStore }) => openStore(folder, isTrusted));
    this.opened.set(folder, store);
    return store;
  }
}
