import * as path from 'node:path';
import * as vscode from 'vscode';
import { type Setting, settingOf } from '../../../shared/results/verdict/would-tell.ts';
import type { WouldTell } from '../../../shared/results/verdict/verdict.ts';
import { checkShown, configOf } from '../../config/config-document.ts';
import { applyEdits, changeSetting } from '../../config/edit-config.ts';
import { saveDocument } from '../../config/save-document.ts';
import type { ExperimentRef } from '../../experiments/experiment-ref.ts';
import { complain } from '../../notify.ts';
import type { ActiveRun } from '../../runs/active-run.ts';
import { nothingTrained, requireTrust } from '../../restricted-mode.ts';
import { startExperiment } from '../../runs/start-experiment.ts';
import type { Services } from '../../services.ts';

/** A sweep gives its members values of their own: the config's one value would change nothing. */
function isSwept(uri: vscode.Uri, { path: keys }: Setting): boolean {
  return Object.hasOwn(checkShown(uri).config?.sweep ?? {}, keys.join('.'));
}

/** Whether its config has other settings by now, which is said. */
async function isEarlier({ library }: Services, ref: ExperimentRef): Promise<boolean> {
  if (!(await library.document(ref))?.earlierOf) return false;
  void complain(vscode.l10n.t('{0} are results of earlier settings, and the config has others.', ref.experiment));
  return true;
}

/** Run with N Iterations (or trials, or more evaluations): the experiment's config with that one setting changed. */
export async function runWith(services: Services, target: unknown, wanted: unknown): Promise<ActiveRun | undefined> {
  // Before the config is changed.
  if (!requireTrust(nothingTrained())) return undefined;
  const ref = target as ExperimentRef;
  if (await isEarlier(services, ref)) return undefined;
  const setting = settingOf(wanted as WouldTell);
  const uri = await configOf(services.library, ref);
  if (!uri) return undefined;
  const file = path.basename(uri.fsPath);
  if (isSwept(uri, setting)) {
    void complain(vscode.l10n.t('{0} sweeps {1}: change its values there.', file, setting.path.join('.')));
    return undefined;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const before = document.getText();
  if (!(await changeSetting(document, setting.path, setting.value))) {
    void complain(vscode.l10n.t('{0} could not be changed, so nothing was run.', file));
    return undefined;
  }
  const run = await startExperiment(services, uri);
  // Whoever does not want the run after all, e.g. since it takes long, keeps the config.
  if (!run && !services.queue.has(ref) && (await applyEdits(document, [{ offset: 0, length: document.getText().length, content: before }])))
    await saveDocument(document);
  return run;
}
