import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension/api.ts';
import type { ExperimentRef } from '../../src/extension/experiments/experiment-ref.ts';
import type { ExperimentDocument } from '../../src/shared/results/experiment.ts';

/** The folder of the sources: the tests themselves lie wherever VS Code finds them. */
export const sources = process.env['WT_SOURCES'] ?? path.join(__dirname, '../../..');

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

/** Closes everything, and waits until VS Code has said so: a panel of whose end nothing was heard yet would be taken for an open one. */
export async function closeEditors(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await waitFor('closed editors', () => tabs().length === 0 || undefined);
}

/** Nothing open, nothing stored, no configs of an earlier test. */
export async function cleanFolder(...names: readonly string[]): Promise<void> {
  await closeEditors();
  // A process that has just ended may still write for a moment.
  rmSync(path.join(folder(), '.winning-ticket'), { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  for (const name of names) rmSync(path.join(folder(), `${name}.lottery.json`), { force: true });
  await vscode.commands.executeCommand('winningTicket.refresh');
}

/** Runs a command and takes the first answer of each question that it asks, once it is there: a question that is answered before is as good as closed. */
export async function withFirstAnswers(command: string, ...args: readonly unknown[]): Promise<void> {
  const { showQuickPick } = vscode.window;
  let [ended, isAsked, isThere] = [false, false, false];
  const heard = async (items: readonly vscode.QuickPickItem[], options: vscode.QuickPickOptions = {}): Promise<unknown> => {
    isAsked = true;
    const first = items.find(({ kind }) => kind !== vscode.QuickPickItemKind.Separator);
    const ask = (): Thenable<unknown> => {
      isThere = false;
      return showQuickPick(items, { ...options, onDidSelectItem: (item) => (isThere = item === first) });
    };
    let answer = await ask();
    // On a busy machine the list may have moved between the two commands that look and take.
    while (answer !== undefined && answer !== first) answer = await ask();
    isAsked = false;
    return answer;
  };
  Object.assign(vscode.window, { showQuickPick: heard });
  const run = Promise.resolve(vscode.commands.executeCommand(command, ...args)).finally(() => (ended = true));
  while (!ended) {
    // VS Code says nothing of its own questions, as of the one for a folder.
    await new Promise((resolve) => setTimeout(resolve, 400));
    if (ended) continue;
    await vscode.commands.executeCommand('quickInput.first');
    if (isAsked && !isThere) continue;
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }
  Object.assign(vscode.window, { showQuickPick });
  await run;
}

/** Makes a config by the command, which answers nobody, and waits for its editor: VS Code tells of it later, and may still have the text of a deleted file of that name. */
export async function newConfigIn(parent: string, named: string, make: () => PromiseLike<unknown>): Promise<vscode.TextDocument> {
  const file = path.join(parent, named);
  assert.ok(!existsSync(file), `${named} is there already`);
  await make();
  return waitFor(`the editor of ${named}`, () => {
    const document = vscode.window.activeTextEditor?.document;
    return document?.uri.fsPath === file && document.getText() === readFileSync(file, 'utf8') ? document : undefined;
  });
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

/** The document of the active editor, once it is one that fits: a command may be over before the editor that it opens is the active one. */
export const activeDocument = (fits: (document: vscode.TextDocument) => boolean): Promise<vscode.TextDocument> =>
  waitFor('the active editor', () => {
    const document = vscode.window.activeTextEditor?.document;
    return document && fits(document) ? document : undefined;
  });

/** What stands above a config, as soon as anything does: what the editor knows of configs is loaded when the first one is opened. */
export const lensesOf = (uri: vscode.Uri): Promise<readonly vscode.Command[]> =>
  waitFor('lenses', async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
    return lenses.length > 0 ? lenses.flatMap(({ command }) => command ?? []) : undefined;
  });

export const lensTitles = async (uri: vscode.Uri): Promise<string> => (await lensesOf(uri)).map(({ title }) => title).join();

/** Opens a config and waits until it is the active editor and has been checked. */
export async function openConfig(uri: vscode.Uri): Promise<vscode.TextDocument> {
  await activated();
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  await lensesOf(uri);
  return activeDocument((one) => one === document);
}

/** Changes a setting of the workspace; what is run after it goes by it. */
export async function configure(key: string, value: unknown): Promise<void> {
  const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('winningTicket');
  await settings().update(key, value, vscode.ConfigurationTarget.Workspace);
  await waitFor(`the setting ${key}`, () => settings().inspect(key)?.workspaceValue === value || undefined);
}

/** The task that runs a config. */
export const taskOf = (config: string): Promise<vscode.Task> =>
  waitFor('the task', async () => (await vscode.tasks.fetchTasks({ type: 'winningTicket' })).find(({ name }) => name === config));

/** Executes a task. @returns its exit code */
export async function exitCodeOf(task: vscode.Task): Promise<number | undefined> {
  const code = new Promise<number | undefined>((resolve) => {
    const listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.name !== task.name) return;
      listener.dispose();
      resolve(exitCode);
    });
  });
  await vscode.tasks.executeTask(task);
  return code;
}

/** Finds a winning ticket; where a busy machine is asked first whether it may take so long, it may. */
export async function findAnyway(uri: vscode.Uri): Promise<void> {
  const { showWarningMessage } = vscode.window;
  const answer = (text: string, ...rest: readonly unknown[]): unknown =>
    rest.includes('Start') ? Promise.resolve('Start') : showWarningMessage(text, ...(rest as string[]));
  Object.assign(vscode.window, { showWarningMessage: answer });
  try {
    await vscode.commands.executeCommand('winningTicket.find', uri);
  } finally {
    Object.assign(vscode.window, { showWarningMessage });
  }
}
