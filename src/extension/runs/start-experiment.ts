import * as vscode from 'vscode';
import type { DownloadableName } from '../../data/known/known-datasets.ts';
import { missingDatasets } from '../../data/known/missing-datasets.ts';
import { missingFiles, totalBytes } from '../../data/known/missing-files.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { formatBytes } from '../../shared/text/format.ts';
import { loadConfig, type LoadedConfig, memberOf, requestFor } from '../config/load-config.ts';
import { experimentOf } from '../experiments/experiment-ref.ts';
import { ask, inform, warn } from '../notify.ts';
import { nothingTrained, requireTrust } from '../restricted-mode.ts';
import type { Services } from '../services.ts';
import type { ActiveRun } from './active-run.ts';
import { confirmLongRun } from './confirm-long-run.ts';
import { downloadWithProgress } from './download-data.ts';
import type { RememberedRun } from './run-memory.ts';
import { notifyEnd, notifyReplaced } from './run-notification.ts';

async function wantsDownload(names: readonly DownloadableName[]): Promise<boolean> {
  const size = formatBytes(totalBytes(names.flatMap(missingFiles)));
  const one = names.length === 1;
  const question = one
    ? vscode.l10n.t('{0} is not on this machine.', names.join())
    : vscode.l10n.t('{0} are not on this machine.', names.join(', '));
  const detail = one
    ? vscode.l10n.t('It is fetched once ({0}) from its official address, for all workspaces.', size)
    : vscode.l10n.t('They are fetched once ({0} together) from their official addresses, for all workspaces.', size);
  return ask('information', question, detail, vscode.l10n.t('Download'));
}

/** Offers to fetch whatever a config needs that has a name and is not on this machine; false where the user would rather not. */
async function ensureDatasets(config: Config): Promise<boolean> {
  const missing = missingDatasets(config);
  if (missing.length === 0) return true;
  if (!(await wantsDownload(missing))) return false;
  for (const name of missing) if (!(await downloadWithProgress(name))) return false;
  return true;
}

interface StartOptions {
  readonly retrain?: RememberedRun['retrain'];
  /** Go on without a question, a panel or a progress notification. */
  readonly quiet?: boolean;
}

/** An experiment has one run at a time: a retraining waits for its end. */
function alreadyRunning(run: ActiveRun, options: StartOptions): ActiveRun {
  if (options.retrain) void warn(vscode.l10n.t('{0} is running; retrain its tickets when it has ended.', run.request.experiment));
  return run;
}

async function launch(services: Services, loaded: LoadedConfig, options: StartOptions): Promise<ActiveRun> {
  const retrain = options.retrain ? { retrain: options.retrain } : {};
  const request = requestFor(loaded);
  const { run, isNew } = await services.runs.start({ ...request, ...retrain }, { configUri: loaded.uri.toString(), ...retrain });
  if (!isNew) return alreadyRunning(run, options);
  notifyReplaced(run);
  void notifyEnd(run, services.context.globalState);
  return run;
}

const ticketExperiment = ({ storeFolder }: LoadedConfig, ticket: string): string => experimentOf({ storeFolder, ticket }).experiment;

/** Asks for what is missing. One training is no long run, and needs no data set but its own. */
async function mayStart(services: Services, loaded: LoadedConfig, { retrain }: StartOptions): Promise<boolean> {
  if (retrain) return ensureDatasets({ ...loaded.config, transfer: undefined });
  return (await ensureDatasets(loaded.config)) && (await confirmLongRun(services, loaded));
}

/** The member of a sweep that the ticket belongs to; imported tickets belong to an experiment that has its config from here and a name of its own. */
function experimentOfTicket(found: LoadedConfig, ticket: string): LoadedConfig {
  const experiment = ticketExperiment(found, ticket);
  return { ...memberOf(found, experiment), experiment };
}

/** From a config file to a run; undefined where the user has been told why there is none. */
export async function startExperiment(services: Services, uri: vscode.Uri, options: StartOptions = {}): Promise<ActiveRun | undefined> {
  if (!requireTrust(nothingTrained())) return undefined;
  const found = await loadConfig(uri);
  if (!found) return undefined;
  // A ticket of a sweep belongs to one of its members.
  const loaded = options.retrain ? experimentOfTicket(found, options.retrain.ticket) : found;
  if (!options.quiet && !services.runs.activeFor(requestFor(loaded)) && !(await mayStart(services, loaded, options))) return undefined;
  if (mustWait(services, loaded)) return enqueue(services, loaded, options);
  return services.queue.begin(() => begin(services, loaded, options));
}

async function begin(services: Services, loaded: LoadedConfig, options: StartOptions): Promise<ActiveRun> {
  const run = await launch(services, loaded, options);
  run.refs.forEach((ref) => services.queue.setPaused(ref, false));
  if (!options.quiet) services.panels.showRun(run.refs);
  return run;
}

const mustWait = ({ queue, runs }: Services, loaded: LoadedConfig): boolean => !queue.isFree && !runs.activeFor(requestFor(loaded));

/** Begins by itself when it is its turn, with the config as it is then. */
function enqueue(services: Services, loaded: LoadedConfig, options: StartOptions): undefined {
  const { storeFolder, uri } = loaded;
  const { members = [loaded] } = requestFor(loaded);
  const refs = members.map(({ experiment }) => ({ storeFolder, experiment }));
  const start = async (): Promise<void> => {
    const now = await loadConfig(uri);
    if (now) await begin(services, options.retrain ? memberOf(now, loaded.experiment) : now, { ...options, quiet: true });
  };
  services.queue.add({ refs, start });
  void inform(vscode.l10n.t('{0} begins when the run before it has ended.', loaded.experiment));
  return undefined;
}
