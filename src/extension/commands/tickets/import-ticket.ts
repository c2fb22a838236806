import * as path from 'node:path';
import * as vscode from 'vscode';
import { nameProblem } from '../../../shared/config/facts/experiment-name.ts';
import { loadConfig, requestFor } from '../../config/load-config.ts';
import { activeConfig, pickConfig } from '../../config/pick-config.ts';
import { askText } from '../../notify.ts';
import type { ActiveRun } from '../../runs/active-run.ts';
import { notifyEnd } from '../../runs/run-notification.ts';
import { nothingTrained, requireTrust } from '../../restricted-mode.ts';
import type { Services } from '../../services.ts';

async function pickSource(): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({
    ...{ canSelectFiles: true, canSelectFolders: true, canSelectMany: false, openLabel: vscode.l10n.t('Import') },
    title: vscode.l10n.t('Weights, masks or both, or a results folder of open_lth'),
    filters: { [vscode.l10n.t('Tensors')]: ['safetensors', 'npz', 'pt', 'pth', 'json'], [vscode.l10n.t('All files')]: ['*'] },
  });
  return picked?.[0];
}

/** A name that no experiment of the store has. */
async function askName(services: Services, storeFolder: string, suggested: string): Promise<string | undefined> {
  const taken = new Set((await (await services.stores.at(storeFolder)).list()).map(({ experiment }) => experiment));
  const validateInput = (name: string): string | null =>
    nameProblem(name) ?? (taken.has(name) ? vscode.l10n.t('There is an experiment of this name already.') : null);
  const free = taken.has(suggested) ? `${suggested}-imported` : suggested;
  return askText({ prompt: vscode.l10n.t('Name of the experiment that holds them'), value: free, validateInput });
}

/** What a keybinding or another extension answers in the user's place. */
interface GivenImport {
  readonly config?: vscode.Uri | undefined;
  readonly name?: string | undefined;
  readonly train?: boolean | undefined;
}

function givenImport(value: unknown): GivenImport {
  if (typeof value !== 'object' || value === null) return {};
  const { config, name, train } = value as Readonly<Record<string, unknown>>;
  return {
    config: config instanceof vscode.Uri ? config : undefined,
    name: typeof name === 'string' ? name : undefined,
    train: typeof train === 'boolean' ? train : undefined,
  };
}

/** @returns undefined where the user changes their mind. */
async function askTraining(): Promise<boolean | undefined> {
  const items = [
    { label: vscode.l10n.t('Train Now'), detail: vscode.l10n.t('As the config says, from the imported weights.'), train: true },
    {
      label: vscode.l10n.t('Import Only'),
      detail: vscode.l10n.t('To inspect and compare; it can be retrained at any time.'),
      train: false,
    },
  ];
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Import Ticket') }))?.train;
}

/**
 * Import Ticket...: takes in tickets of other programs, and trains them as a config says where that is wanted.
 * @param target A file or folder. @param other `{ config, name, train }`, in place of questions.
 */
export async function importTicket(services: Services, target: unknown, other?: unknown): Promise<ActiveRun | undefined> {
  if (!requireTrust(nothingTrained())) return undefined;
  const source = target instanceof vscode.Uri ? target : await pickSource();
  const given = givenImport(other);
  const uri = source && (given.config ?? activeConfig() ?? (await pickConfig()));
  const loaded = uri && (await loadConfig(uri));
  if (!source || !loaded) return undefined;
  const { importName, importPlan } = await import('../../../runs/exchange/import-plan.ts');
  const plan = await importPlan(source.fsPath, undefined, loaded.config);
  const experiment = given.name ?? (await askName(services, loaded.storeFolder, importName(path.basename(source.fsPath))));
  const train = experiment === undefined ? undefined : (given.train ?? (await askTraining()));
  if (experiment === undefined || train === undefined) return undefined;
  const request = requestFor({ ...loaded, experiment, config: plan.config });
  const { run, isNew } = await services.runs.start({ ...request, imports: { tickets: plan.tickets, train } }, null);
  if (!isNew) return run;
  void notifyEnd(run, services.context.globalState);
  services.panels.showRun(run.refs);
  return run;
}
