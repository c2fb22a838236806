import * as vscode from 'vscode';
import { messageOf } from '../../shared/text/message-of.ts';
import { configOf } from '../config/config-document.ts';
import { activeConfig, pickConfig } from '../config/pick-config.ts';
import { type ExperimentRef, keyOf } from '../experiments/experiment-ref.ts';
import { complain } from '../notify.ts';
import { requireTrust } from '../restricted-mode.ts';
import type { ActiveRun } from '../runs/active-run.ts';
import { startExperiment } from '../runs/start-experiment.ts';
import type { Services } from '../services.ts';
import { pickRun } from './targets.ts';

/** The lock, and the process that it names, may be a stranger's. */
const mayStop = (): boolean => requireTrust(vscode.l10n.t('No other process is stopped in Restricted Mode.'));

/** Asks a run that another process began, e.g. the terminal or an earlier window, also on another computer, to save and stop. */
async function cancelElsewhere({ stores, log }: Services, { storeFolder, experiment }: ExperimentRef): Promise<void> {
  if (!mayStop()) return;
  try {
    await (await stores.at(storeFolder)).cancel(experiment);
  } catch (error) {
    log.warn(`${experiment}: ${messageOf(error)}`);
    void complain(messageOf(error));
  }
}

/** Find Winning Ticket: runs the config that is given, shown, or picked. */
export async function find(services: Services, target: unknown): Promise<ActiveRun | undefined> {
  const uri = target instanceof vscode.Uri ? target : (activeConfig() ?? (await pickConfig()));
  return uri && startExperiment(services, uri);
}

/** Resume: the same as Find Winning Ticket with the config that the experiment came from. */
export async function resume(services: Services, target: unknown): Promise<ActiveRun | undefined> {
  const ref = await pickRun(services, target, ({ state }) => state !== 'running' && state !== 'finished');
  const uri = ref && (await configOf(services.library, ref));
  return uri && startExperiment(services, uri);
}

/** Cancel: saves checkpoints and stops, a sweep with all its members; nothing happens where nothing runs. */
export async function cancel(services: Services, target: unknown): Promise<void> {
  const { runs, library } = services;
  const only = runs.all().length === 1 ? runs.all()[0]?.ref : undefined;
  const ref = await pickRun(services, target ?? only, ({ state }) => state === 'running');
  if (!ref || services.queue.remove(ref)) return;
  const run = runs.get(ref);
  if (run) await run.cancel();
  else await cancelElsewhere(services, ref);
  for (const one of run?.refs ?? [ref]) library.forget(one);
}

/** Pause: cancels, which saves everything, and keeps in mind that it is to go on. */
export async function pause(services: Services, target: unknown): Promise<void> {
  const { runs, queue, library } = services;
  const only = runs.all().length === 1 ? runs.all()[0]?.ref : undefined;
  const ref = await pickRun(services, target ?? only, ({ state }) => state === 'running');
  if (!ref || !mayStop()) return;
  const refs = runs.get(ref)?.refs ?? [ref];
  const waited = queue.has(ref);
  await cancel(services, ref);
  // One that has finished while it was asked to stop has nothing to go on with.
  const finished = waited ? [] : (await library.entries()).filter(({ state }) => state === 'finished').map(keyOf);
  for (const one of refs) if (!finished.includes(keyOf(one))) queue.setPaused(one, true);
}
