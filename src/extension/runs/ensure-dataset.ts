import * as vscode from 'vscode';
import { downloadableNames } from '../../data/known/known-datasets.ts';
import { missingFiles, totalBytes } from '../../data/known/missing-files.ts';
import type { Config } from '../../shared/config/schema.ts';
import { downloadWithProgress } from '../commands/download-data.ts';

/** Offers to fetch a data set that has a name and is not on this machine; false where the user would rather not. */
export async function ensureDataset({ dataset }: Pick<Config, 'dataset'>): Promise<boolean> {
  const name = downloadableNames.find((known) => known === dataset);
  const missing = name === undefined ? [] : missingFiles(name);
  if (name === undefined || missing.length === 0) return true;
  const size = (totalBytes(missing) / 1e6).toFixed(0);
  const detail = vscode.l10n.t('It is fetched once ({0} MB) from its official address, for all workspaces.', size);
  const download = vscode.l10n.t('Download');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('{0} is not on this machine.', name),
    { modal: true, detail },
    download,
  );
  return answer === download && downloadWithProgress(name);
}
