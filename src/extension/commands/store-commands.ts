import * as vscode from 'vscode';
import { formatBytes } from '../../shared/text/format.ts';
import { configOf } from '../config/config-document.ts';
import { inform } from '../notify.ts';
import { nothingDeleted, requireTrust } from '../restricted-mode.ts';
import type { Services } from '../services.ts';
import { howToShow } from '../panel/panels.ts';
import { confirm } from './confirm.ts';
import { showSweep } from './sweep-commands.ts';
import { sweepOfConfig } from './sweep-targets.ts';
import { pickExperiment } from './targets.ts';
import { plural } from '../../shared/text/plural.ts';

/** Clean Up Store...: says how much no experiment names, and removes it if the user wants. */
export async function cleanUp({ stores, library }: Services): Promise<void> {
  if (!requireTrust(nothingDeleted())) return;
  for (const folder of stores.folders()) {
    const store = await stores.at(folder);
    const { files, bytes } = await store.collectGarbage(true);
    const size = `${plural(files, { one: '1 file', other: '{0} files' })}, ${formatBytes(bytes)}`;
    if (files === 0) void inform(vscode.l10n.t('There is nothing to clean up in {0}.', folder));
    else if (await confirm(vscode.l10n.t('Remove what no experiment uses? ({0})', size), folder, vscode.l10n.t('Remove')))
      await store.collectGarbage(false);
  }
  library.refresh();
}

/** Show Experiment; of a config with a sweep, the sweep. */
export async function showPanel(services: Services, target: unknown, how?: unknown): Promise<void> {
  if (target instanceof vscode.Uri && sweepOfConfig(target)) return showSweep(services, target);
  const ref = await pickExperiment(services, target);
  if (ref) services.panels.show(ref, howToShow(how));
}

export async function openConfig(services: Services, target: unknown): Promise<void> {
  const ref = await pickExperiment(services, target);
  const uri = ref && (await configOf(services.library, ref));
  if (uri) await vscode.window.showTextDocument(uri);
}
