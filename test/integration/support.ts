import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension/api.ts';
import type { ExperimentRef } from '../../src/extension/experiments/experiment-ref.ts';
import type { ExperimentDocument } from '../../src/shared/results/experiment.ts';

export const extensionId = 'winning-ticket.winning-ticket';

export async function activated(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>(extensionId);
  assert.ok(extension, `${extensionId} is not installed here`);
  return extension.activate();
}

export function folder(): string {
  const first = vscode.workspace.workspaceFolders?.[0];
  assert.ok(first, 'the tests need a folder');
  return first.uri.fsPath;
}

/** An experiment of seconds: a small network on the real MNIST, one round. */
export const tiny = {
  dataset: 'mnist',
  network: { layers: [{ units: 16 }, { units: 10 }] },
  training: { iterations: 40, evaluateEvery: 20, validationSize: 1000 },
  pruning: { rounds: 1 },
  controls: { randomReinit: 1, randomMask: 1 },
  trials: 1,
};

/** The same, but for minutes. */
export const long = { ...tiny, training: { iterations: 500_000, evaluateEvery: 1000, validationSize: 1000 } };

export function writeConfig(name: string, config: unknown): vscode.Uri {
  const file = path.join(folder(), `${name}.lottery.json`);
  writeFileSync(file, typeof config === 'string' ? config : JSON.stringify(config, null, 2));
  return vscode.Uri.file(file);
}

export const refOf = (experiment: string): ExperimentRef => ({ storeFolder: path.join(folder(), '.winning-ticket'), experiment });

/** Nothing open, nothing stored, no configs of an earlier test. */
export async function cleanFolder(...names: readonly string[]): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  rmSync(path.join(folder(), '.winning-ticket'), { recursive: true, force: true });
  for (const name of names) rmSync(path.join(folder(), `${name}.lottery.json`), { force: true });
  await vscode.commands.executeCommand('winningTicket.refresh');
}

/** Runs a command and takes the first answer of each question that it asks. */
export async function withFirstAnswers(command: string, ...args: readonly unknown[]): Promise<void> {
  let ended = false;
  const run = Promise.resolve(vscode.commands.executeCommand(command, ...args)).finally(() => (ended = true));
  while (!ended) {
    // A question that is answered before its answers are there is as good as closed.
    await new Promise((resolve) => setTimeout(resolve, 400));
    if (!ended) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }
  await run;
}

export async function waitFor<T>(what: string, look: () => T | undefined | Promise<T | undefined>, seconds = 180): Promise<T> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Waited ${String(seconds)} s in vain for ${what}`);
}

/** Finds a winning ticket by the command and waits for the end. */
export async function runToEnd(uri: vscode.Uri, experiment: string): Promise<ExperimentDocument> {
  const api = await activated();
  await vscode.commands.executeCommand('winningTicket.find', uri);
  await api.whenEnded(refOf(experiment));
  return waitFor('a finished experiment', async () => {
    const document = await api.document(refOf(experiment));
    return document?.state === 'finished' ? document : undefined;
  });
}

export const tabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);

export const panelTabs = (experiment: string): readonly vscode.Tab[] =>
  tabs().filter(({ label, input }) => input instanceof vscode.TabInputWebview && label === `${experiment} — Winning Ticket`);
