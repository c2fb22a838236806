import * as path from 'node:path';
import * as vscode from 'vscode';
import type { RunRequest } from '../../shared/channel/runner-protocol.ts';
import { machineExecutor } from '../../runs/slurm/executor-file.ts';
import { readExecutor } from '../../shared/config/executor/executor-options.ts';
import type { CheckedConfig } from '../../shared/config/problems/problem.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { sweepMembers } from '../../shared/config/sweep/sweep-members.ts';
import { complain } from '../notify.ts';
import { settingsFor } from '../settings.ts';
import { checkShown } from './config-document.ts';
import { saveDocument } from './save-document.ts';

export interface LoadedConfig {
  readonly uri: vscode.Uri;
  readonly config: Config;
  readonly experiment: string;
  readonly storeFolder: string;
}

/** Saves what the editor shows, so that what runs is what is seen, and asks where to if it has no file yet. Undefined where it could not be saved. */
async function saveFirst(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open?.isUntitled) return vscode.workspace.save(uri);
  return !open || (await saveDocument(open)) ? uri : undefined;
}

async function check(uri: vscode.Uri): Promise<CheckedConfig & { readonly experiment: string }> {
  const { experimentName } = await import('../../shared/config/facts/experiment-name.ts');
  const checked = checkShown(uri);
  return { ...checked, experiment: checked.config ? experimentName(checked.config, uri.fsPath) : '' };
}

/** Says how many errors there are and shows them. */
async function refuse(uri: vscode.Uri, { problems }: CheckedConfig): Promise<undefined> {
  await vscode.window.showTextDocument(uri);
  await vscode.commands.executeCommand('workbench.actions.view.problems');
  const first = problems.find((problem) => problem.severity === 'error');
  void complain(vscode.l10n.t('{0} cannot run: {1}', path.basename(uri.fsPath), first?.message ?? ''));
  return undefined;
}

/** The config in `uri`, saved and without errors; otherwise the user has been told and it is undefined. */
export async function loadConfig(uri: vscode.Uri): Promise<LoadedConfig | undefined> {
  const saved = await saveFirst(uri);
  if (!saved) {
    void complain(vscode.l10n.t('{0} could not be saved, so it was not run.', path.basename(uri.fsPath)));
    return undefined;
  }
  return loadSaved(saved);
}

async function loadSaved(uri: vscode.Uri): Promise<LoadedConfig | undefined> {
  const checked = await check(uri);
  if (!checked.config) return refuse(uri, checked);
  return { uri, config: checked.config, experiment: checked.experiment, storeFolder: settingsFor(uri).storeFolder };
}

/** The member of a sweep of that name, as if it were the config's only experiment; the config itself where it has none. */
export function memberOf(loaded: LoadedConfig, experiment: string): LoadedConfig {
  const member = sweepMembers(loaded.config, loaded.experiment).find((one) => one.experiment === experiment);
  return member ? { ...loaded, experiment, config: member.config } : loaded;
}

/** The setting, else what this machine's users share. @throws Error that says where it is wrong. */
function executorFor({ uri }: LoadedConfig): Pick<RunRequest, 'executor'> {
  const setting = settingsFor(uri).executor;
  const executor = setting === null ? machineExecutor() : readExecutor(setting);
  if (typeof executor === 'string') throw new Error(`winningTicket.executor: ${executor}`);
  return executor ? { executor } : {};
}

/** What the runner is told. @throws Error where the executor is none. */
export function requestFor(loaded: LoadedConfig): RunRequest {
  const { workers, keepControlWeights, keepRunning } = settingsFor(loaded.uri);
  const { experiment, config, storeFolder } = loaded;
  const members = sweepMembers(config, experiment).map((member) => ({ experiment: member.experiment, config: member.config }));
  return {
    ...(members.length > 0 ? { members } : {}),
    experiment,
    config,
    configPath: loaded.uri.fsPath,
    baseFolder: path.dirname(loaded.uri.fsPath),
    storeFolder,
    workers,
    keepControlWeights,
    ...(keepRunning ? { detached: true } : {}),
    ...executorFor(loaded),
  };
}
