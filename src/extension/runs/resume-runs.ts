import * as path from 'node:path';
import * as vscode from 'vscode';
import type { LibraryEntry } from '../experiments/library.ts';
import { inform } from '../notify.ts';
import type { Services } from '../services.ts';
import { settingsFor } from '../settings.ts';
import type { RememberedRun } from './run-memory.ts';

/** What checks and starts a run is loaded where there is one to go on with. */
const start = () => import('./start-experiment.ts');

async function asked(question: string): Promise<boolean> {
  const resume = vscode.l10n.t('Resume');
  return (await inform(question, resume, vscode.l10n.t('Not Now'))) === resume;
}

async function wanted(uri: vscode.Uri, question: string): Promise<boolean> {
  const { resumeOnStartup } = settingsFor(uri);
  if (resumeOnStartup === 'always') return true;
  return resumeOnStartup === 'ask' && asked(question);
}

async function resume(services: Services, run: RememberedRun, reloaded: boolean): Promise<void> {
  const uri = vscode.Uri.parse(run.configUri);
  const question = vscode.l10n.t('The run of {0} ended with the window. Go on with it?', path.basename(uri.fsPath));
  const goOn = reloaded || (await wanted(uri, question));
  await services.memory.remove(run);
  if (goOn) await (await start()).startExperiment(services, uri, { quiet: true, ...(run.retrain ? { retrain: run.retrain } : {}) });
}

const askedKey = 'winningTicket.cutOffRuns';

/** Offers to go on with a run that was to outlive its window and was cut off, as by a restart of the computer; each is asked about once. */
async function offer(services: Services, entry: LibraryEntry): Promise<void> {
  const { workspaceState } = services.context;
  const known = workspaceState.get<readonly string[]>(askedKey, []);
  if (entry.cutOff === undefined || known.includes(entry.cutOff)) return;
  await workspaceState.update(askedKey, [...known, entry.cutOff]);
  const { configOf } = await import('../config/config-document.ts');
  const uri = await configOf(services.library, entry);
  const question = vscode.l10n.t('The run of {0} was cut off, perhaps by a restart of the computer. Go on with it?', entry.experiment);
  if (uri && (await wanted(uri, question))) await (await start()).startExperiment(services, uri, { quiet: true });
}

/** Members of a sweep are cut off together, and go on together. */
async function offerCutOffRuns(services: Services): Promise<void> {
  // Where there are none, the code that reads stores is not loaded at the start.
  if (!(await services.stores.hasExperiments())) return;
  for (const entry of (await services.library.entries()).filter(({ cutOff }) => cutOff !== undefined)) await offer(services, entry);
}

/** Goes on with the runs that ended because their window did: after a reload always, otherwise as the setting says. */
export async function resumeRuns(services: Services): Promise<void> {
  const reloaded = services.memory.wasReloaded();
  if (!vscode.workspace.isTrusted) return;
  await Promise.all([...services.memory.runs().map((run) => resume(services, run, reloaded)), offerCutOffRuns(services)]);
}
