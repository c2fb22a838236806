import * as path from 'node:path';
import * as vscode from 'vscode';
import { inform } from '../notify.ts';
import type { Services } from '../services.ts';
import { settingsFor } from '../settings.ts';
import type { RememberedRun } from './run-memory.ts';
import { startExperiment } from './start-experiment.ts';

async function asked(uri: vscode.Uri): Promise<boolean> {
  const resume = vscode.l10n.t('Resume');
  const question = vscode.l10n.t('The run of {0} ended with the window. Go on with it?', path.basename(uri.fsPath));
  return (await inform(question, resume, vscode.l10n.t('Not Now'))) === resume;
}

async function wanted(uri: vscode.Uri, reloaded: boolean): Promise<boolean> {
  const { resumeOnStartup } = settingsFor(uri);
  if (reloaded || resumeOnStartup === 'always') return true;
  return resumeOnStartup === 'ask' && asked(uri);
}

async function resume(services: Services, run: RememberedRun, reloaded: boolean): Promise<void> {
  const uri = vscode.Uri.parse(run.configUri);
  const goOn = await wanted(uri, reloaded);
  await services.memory.remove(run);
  if (goOn) await startExperiment(services, uri, { quiet: true, ...(run.retrain ? { retrain: run.retrain } : {}) });
}

/** Goes on with the runs that ended because their window did: after a reload always, otherwise as the setting says. */
export async function resumeRuns(services: Services): Promise<void> {
  const reloaded = services.memory.wasReloaded();
  if (!vscode.workspace.isTrusted) return;
  await Promise.all(services.memory.runs().map((run) => resume(services, run, reloaded)));
}
