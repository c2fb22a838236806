import * as vscode from 'vscode';
import { fetchDataset } from '../../data/known/fetch-dataset.ts';
import { type DownloadableName, downloadableNames, knownDatasets } from '../../data/known/known-datasets.ts';
import { missingFiles, totalBytes } from '../../data/known/missing-files.ts';
import { formatBytes } from '../../shared/text/format.ts';
import { inform, showProgressOf } from '../notify.ts';
import { say } from '../../shared/text/told.ts';

const sizeOf = (name: DownloadableName): number => totalBytes(missingFiles(name));

/** Shows how far it is; cancelled, it goes on there the next time. True where the data set is on this machine afterwards. */
export async function downloadWithProgress(name: DownloadableName): Promise<boolean> {
  return showProgressOf(vscode.l10n.t('Downloading {0}', name), async (report, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    let reported = 0;
    const onProgress = (bytes: number, total: number): void => {
      const percent = Math.floor((100 * bytes) / total);
      if (percent === reported) return;
      report({ increment: percent - reported, message: vscode.l10n.t('{0} of {1}', formatBytes(bytes), formatBytes(total)) });
      reported = percent;
    };
    try {
      const proxy = vscode.workspace.getConfiguration('http').get<string>('proxy') || undefined;
      await fetchDataset(name, { signal: stop.signal, onProgress, proxy });
      return true;
    } catch (error) {
      if (stop.signal.aborted) return false;
      throw error;
    }
  });
}

function choice(name: DownloadableName): vscode.QuickPickItem & { readonly name: DownloadableName } {
  const size = sizeOf(name);
  const description = size === 0 ? vscode.l10n.t('on this machine') : formatBytes(size);
  return { label: name, name, description, detail: say(knownDatasets[name].title) };
}

async function pickName(): Promise<DownloadableName | undefined> {
  const placeHolder = vscode.l10n.t('Data set to fetch from its official address');
  return (await vscode.window.showQuickPick(downloadableNames.map(choice), { placeHolder }))?.name;
}

const fetched = new vscode.EventEmitter<void>();
/** A data set is on this machine that was not. */
export const onDidFetch = fetched.event;

/** Download Data Set... @param given Its name, where nobody is asked. */
export async function downloadData(given: unknown): Promise<void> {
  const name = downloadableNames.find((one) => one === given) ?? (await pickName());
  if (name === undefined) return;
  const there = sizeOf(name) === 0 || (await downloadWithProgress(name));
  if (there) fetched.fire();
  if (there) void inform(vscode.l10n.t('{0} is on this machine.', name));
}
