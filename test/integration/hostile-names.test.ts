/** A folder whose store, configs and files have names that would be links, markup, icons, escape sequences or books: none of them is more than a name in the window. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { RunTerminal } from '../../src/extension/tasks/run-terminal.ts';
import type { Services } from '../../src/extension/services.ts';
import type { Node } from '../../src/extension/views/nodes.ts';
import { composedName, experimentFolderName } from '../../src/shared/config/facts/experiment-name.ts';
import { activated, cleanFolder, closeEditors, folder, openConfig, refOf, sources, waitFor } from './support.ts';

const fixture = path.join(sources, 'test/fixtures/store/version-1/store');
const link = 'x [Repair](command:workbench.action.files.newUntitledFile) $(trash)';
const names = [
  ...[link, '<img src=x onerror="alert(1)">', '\u202egpj.exe', '\u001b]0;title\u0007\u001b[31mred', 'two\nlines', ') (unbalanced'],
  `book${' of words'.repeat(12_000)}`,
];

type Json = Record<string, unknown>;

/** The experiments of a store of ours, one for each name: finished, or failed for a reason that is as bad. */
function writeStore(): void {
  const store = path.join(folder(), '.winning-ticket');
  cpSync(fixture, store, { recursive: true });
  const record = JSON.parse(readFileSync(path.join(store, 'experiments/earlier/experiment.json'), 'utf8')) as Json;
  names.forEach((name, index) => {
    const own = path.join(store, 'experiments', experimentFolderName(composedName(name)));
    mkdirSync(own, { recursive: true });
    const end = index % 2 === 0 ? { state: 'finished' } : { state: 'failed', failure: names.join(' and ') };
    const config = { ...(record['config'] as Json), name: 'earlier' };
    const configPath = path.join(folder(), 'gone', `${link}.lottery.json`);
    writeFileSync(path.join(own, 'experiment.json'), JSON.stringify({ ...record, ...end, experiment: name, config, configPath }));
  });
}

/** A config of which every key, value and the file itself has such a name. */
function writeHostileConfig(): vscode.Uri {
  const file = path.join(folder(), `c ${link}.lottery.json`);
  writeFileSync(file, JSON.stringify({ name: link, dataset: link, ...Object.fromEntries(names.map((name) => [name, name])) }, null, 2));
  return vscode.Uri.file(file);
}

/** What the window was given to show, by its kind. */
const shown: { readonly kind: string; readonly text: string }[] = [];
const show = (kind: string, ...texts: readonly unknown[]): void =>
  void texts.forEach((text) => typeof text === 'string' && shown.push({ kind, text }));

const { showInformationMessage, showWarningMessage, showErrorMessage, showQuickPick, showInputBox, createWebviewPanel } = vscode.window;
const real = { showInformationMessage, showWarningMessage, showErrorMessage, showQuickPick, showInputBox, createWebviewPanel };

/** Questions are noted, and nobody answers them. */
function listen(): void {
  const tell = (text: string, ...rest: readonly (string | vscode.MessageOptions)[]): Promise<undefined> => {
    show('message', text, ...rest.map((one) => (typeof one === 'string' ? one : one.detail)));
    return Promise.resolve(undefined);
  };
  Object.assign(vscode.window, {
    ...{ showInformationMessage: tell, showWarningMessage: tell, showErrorMessage: tell },
    showQuickPick: (items: readonly vscode.QuickPickItem[], options?: vscode.QuickPickOptions) => {
      for (const { label, description, detail } of items) show('label', label, description, detail);
      show('label', options?.title, options?.placeHolder);
      return Promise.resolve(undefined);
    },
    showInputBox: (options: vscode.InputBoxOptions) => {
      show('message', options.prompt);
      return Promise.resolve(undefined);
    },
    createWebviewPanel: (...values: Parameters<typeof vscode.window.createWebviewPanel>) => {
      show('label', values[1]);
      const panel = real.createWebviewPanel(...values);
      setTimeout(() => show('html', panel.webview.html), 0);
      return panel;
    },
  });
}

const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** What each kind of text must never hold, and how long it may be. */
const rules: Readonly<Record<string, readonly [forbidden: RegExp, most: number]>> = {
  label: [/\n|\$\(trash|[\u0000-\u001f\u202a-\u202e]/, 600],
  message: [/\]\(command:/, 5000],
  markdown: [/(^|[^\\])\]\(|<img/, 20_000],
  html: [/<img|onerror="/, 300_000],
  text: [controls, 500_000],
};

function expectHarmless(): void {
  for (const { kind, text } of shown) {
    const [forbidden, most] = rules[kind] ?? [/^/, 0];
    assert.doesNotMatch(text, forbidden, kind);
    if (kind !== 'html') assert.doesNotMatch(text, controls, kind);
    assert.ok(text.length <= most, `${kind} of ${String(text.length)} characters: ${text.slice(0, 100)}`);
  }
}

describe('hostile names', () => {
  before(async () => {
    await cleanFolder();
    writeStore();
    await vscode.commands.executeCommand('winningTicket.refresh');
    listen();
  });
  after(async () => {
    Object.assign(vscode.window, real);
    await cleanFolder(`c ${link}`);
  });

  async function lookAt(node: Node, depth: number): Promise<void> {
    const { tickets } = await activated();
    const first = await tickets.getTreeItem(node);
    const item = (await tickets.resolveTreeItem?.(first, node, new vscode.CancellationTokenSource().token)) ?? first;
    show('label', item.label, item.description, item.accessibilityInformation?.label);
    if (item.tooltip instanceof vscode.MarkdownString) {
      assert.ok(!item.tooltip.isTrusted && !item.tooltip.supportHtml && !item.tooltip.supportThemeIcons);
      show('markdown', item.tooltip.value);
    }
    if (depth > 0) for (const child of ((await tickets.getChildren(node)) ?? []).slice(0, 2)) await lookAt(child, depth - 1);
  }

  it('are names in rows and hovers of the tickets view', async () => {
    const roots = (await (await activated()).tickets.getChildren()) ?? [];
    assert.ok(roots.length >= names.length, 'every experiment has its row');
    for (const root of roots) await lookAt(root, 3);
    assert.ok(shown.length > 40);
    expectHarmless();
  });

  it('are names in picks, questions, notifications, titles and pages', async () => {
    const run = (command: string, ...rest: readonly unknown[]): Thenable<unknown> =>
      vscode.commands.executeCommand(`winningTicket.${command}`, ...rest);
    shown.length = 0;
    for (const command of ['showPanel', 'inspect', 'compare', 'exportReport', 'copyCliCommand', 'notes']) await run(command);
    for (const name of names) {
      for (const command of ['rename', 'openConfig', 'resume', 'showPanel']) await run(command, refOf(name));
      await run('copyCliCommand', refOf(name));
    }
    await run('compare', refOf(names[0] ?? ''), refOf(names[1] ?? ''));
    await waitFor('the pages', () => shown.filter(({ kind }) => kind === 'html').length > names.length || undefined);
    for (const kind of ['label', 'message', 'html'])
      assert.ok(
        shown.some((one) => one.kind === kind),
        kind,
      );
    expectHarmless();
    await closeEditors();
  });

  it('are names in what is said of a config', async () => {
    shown.length = 0;
    const uri = writeHostileConfig();
    const document = await openConfig(uri);
    const problems = await waitFor('problems', () => {
      const found = vscode.languages.getDiagnostics(uri);
      return found.length > 0 ? found : undefined;
    });
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const [lenses, actions, symbols] = await Promise.all([
      vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri),
      vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, whole),
      vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', uri),
    ]);
    assert.ok(symbols.length >= names.length, String(symbols.length));
    show('label', ...lenses.map(({ command }) => command?.title), ...actions.map(({ title }) => title));
    show('message', ...problems.map(({ message }) => message));
    const tasks = await waitFor('tasks', async () => {
      const found = await vscode.tasks.fetchTasks({ type: 'winningTicket' });
      return found.length > 0 ? found : undefined;
    });
    show('label', ...tasks.map(({ name }) => name));
    expectHarmless();
  });

  it('are names in the terminal of a task', async () => {
    shown.length = 0;
    const terminal = new RunTerminal({} as Services, writeHostileConfig());
    terminal.onDidWrite((text) => show('text', text.replaceAll('\r\n', '\n')));
    const code = new Promise((resolve) => terminal.onDidClose(resolve));
    terminal.open();
    assert.equal(await code, 1);
    assert.ok(shown.length > 0);
    expectHarmless();
  });

  it('are names in what language models are told, and in texts of tickets', async () => {
    shown.length = 0;
    for (const name of names.slice(0, 1)) await vscode.commands.executeCommand('winningTicket.deleteExperiment', refOf(name));
    expectHarmless();
    const token = new vscode.CancellationTokenSource().token;
    const options = { input: {}, toolInvocationToken: undefined };
    const { content } = await vscode.lm.invokeTool('winning_ticket_list_experiments', options, token);
    const [part] = content;
    assert.ok(part instanceof vscode.LanguageModelTextPart);
    assert.doesNotThrow(() => void JSON.parse(part.value));
    show('text', part.value);
    for (const name of names.slice(3, 5)) {
      const ticket = { ...refOf(name), ticket: `${name}/trial-1/round-01` };
      await vscode.commands.executeCommand('winningTicket.compareText', ticket, { ...ticket, ticket: `${name}/trial-1/round-00` });
    }
    const texts = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'winningticket');
    assert.ok(texts.length > 0);
    show('text', ...texts.map((document) => document.getText()));
    expectHarmless();
  });
});
