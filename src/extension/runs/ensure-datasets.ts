import * as vscode from 'vscode';
import type { DownloadableName } from '../../data/known/known-datasets.ts';
import { missingDatasets } from '../../data/known/missing-datasets.ts';
import { missingFiles, totalBytes } from '../../data/known/missing-files.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { downloadWithProgress } from './download-data.ts';

async function wantsDownload(names: readonly DownloadableName[]): Promise<boolean> {
  const size = (totalBytes(names.flatMap(missingFiles)) / 1e6).toFixed(0);
  const one = names.length === 1;
  const question = one
    ? vscode.l10n.t('{0} is not on this machine.', names.join())
    : vscode.l10n.t('{0} are not on this machine.', names.join(', '));
  const detail = one
    ? vscode.l10n.t('It is fetched once ({0} MB) from its official address, for all workspaces.', size)
    : vscode.l10n.t('They are fetched once ({0} MB together) from their official addresses, for all workspaces.', size);
  const download = vscode.l10n.t('Download');
  return (await vscode.window.showInformationMessage(question, { modal: true, detail }, download)) === download;
}

/** Offers to fetch whatever a config needs that has a name and is not on this machine; false where the user would rather not. */
export async function ensureDatasets(config: Config): Promise<boolean> {
  const missing = missingDatasets(config);
  if (missing.length === 0) return true;
  if (!(await wantsDownload(missing))) return false;
  for (const name of missing) if (!(await downloadWithProgress(name))) return false;
  return true;
}
