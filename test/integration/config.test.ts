import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import {
  activated,
  activeDocument,
  cleanFolder,
  configure,
  extensionId,
  folder,
  lensesOf,
  newConfigIn,
  openConfig,
  refOf,
  tiny,
  waitFor,
  writeConfig,
} from './support.ts';

async function problemsOf(uri: vscode.Uri): Promise<{ document: vscode.TextDocument; problems: vscode.Diagnostic[] }> {
  const document = await openConfig(uri);
  const problems = (): vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Winning Ticket');
  return { document, problems: problems() };
}

/** A config that names a base which must not be read: what it holds is neither reported nor counted. */
async function expectUnread(name: string, base: string): Promise<void> {
  const { document, problems } = await problemsOf(writeConfig(name, { ...tiny, extends: base }));
  assert.deepEqual(
    problems.map(({ message, range }) => [/lies outside of the workspace, or a link leads there/.test(message), document.getText(range)]),
    [[true, JSON.stringify(base)]],
  );
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    problems[0]?.range,
  );
  assert.deepEqual(
    actions.filter(({ title }) => /trials/.test(title)),
    [],
  );
  // Were the base read, it would be known that it sweeps "trials", and the config would be left alone at once.
  const texts: string[] = [];
  const listener = vscode.workspace.onDidChangeTextDocument(
    ({ document: changed }) => changed === document && texts.push(changed.getText()),
  );
  const before = document.getText();
  await vscode.commands.executeCommand('winningTicket.runWith', refOf(name), { kind: 'more-trials', trials: 2 });
  listener.dispose();
  assert.ok(
    texts.some((text) => /"trials": 2/.test(text)),
    `changes: ${String(texts.length)}`,
  );
  assert.equal(readFileSync(document.uri.fsPath, 'utf8'), before);
  assert.ok(!existsSync(path.join(folder(), '.winning-ticket', 'experiments', name)));
}

describe('configs', () => {
  afterEach(() =>
    cleanFolder('bad', 'mended', 'heir', 'heir-of-path', 'heir-of-link', 'base', 'lenses', 'words', 'dirty', 'slow', 'lenet-2'),
  );

  const root = vscode.extensions.getExtension(extensionId)?.extensionPath ?? '';
  const examples = existsSync(path.join(root, 'examples'))
    ? readdirSync(path.join(root, 'examples')).filter((name) => name.endsWith('.lottery.json'))
    : [];
  for (const name of examples) {
    it(`finds nothing wrong with the example ${name}`, async () => {
      const { problems } = await problemsOf(vscode.Uri.file(path.join(root, 'examples', name)));
      // Data sets with a name may have to be fetched first.
      const wrong = problems.map(({ message }) => message).filter((message) => !message.includes('is not on this machine'));
      assert.deepEqual(wrong, []);
    });
  }

  it('puts a Problem at the misspelt key', async () => {
    const { document, problems } = await problemsOf(writeConfig('bad', '{\n  "training": { "learningrate": 0.1 }\n}\n'));
    assert.equal(problems.length, 1);
    const [problem] = problems;
    assert.ok(problem);
    assert.equal(document.getText(problem.range), '"learningrate"');
    assert.match(problem.message, /learningRate/);
  });

  it('shows one Problem a fault, its own, and mends it at the bulb', async () => {
    const { document } = await problemsOf(writeConfig('mended', '{\n  "training": { "learningrate": 0.1 }\n}\n'));
    const all = vscode.languages.getDiagnostics(document.uri);
    assert.deepEqual(
      all.map(({ source }) => source),
      ['Winning Ticket'],
    );
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      all[0]?.range,
    );
    const fix = actions.find(({ kind }) => kind?.contains(vscode.CodeActionKind.QuickFix));
    assert.equal(fix?.title, 'Change to "learningRate"');
    assert.ok(fix.edit && (await vscode.workspace.applyEdit(fix.edit)));
    await waitFor('no Problems', () => vscode.languages.getDiagnostics(document.uri).length === 0 || undefined);
    assert.match(document.getText(), /"learningRate": 0\.1/);
  });

  it('counts a base as it is shown, and checks what extends it after a pause in typing', async () => {
    const base = writeConfig('base', '{\n}\n');
    const { document, problems } = await problemsOf(writeConfig('heir', '{ "extends": "./base.lottery.json" }'));
    assert.deepEqual(problems, []);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(base, new vscode.Position(1, 0), '"trials": 0 ');
    await vscode.workspace.openTextDocument(base);
    await vscode.workspace.applyEdit(edit);
    const [problem] = await waitFor('a Problem of the base', () => {
      const found = vscode.languages.getDiagnostics(document.uri);
      return found.length > 0 ? found : undefined;
    });
    assert.equal(problem && document.getText(problem.range), '"./base.lottery.json"');
  });

  it('has two lenses, none where the setting is off, and both where a config is not saved yet', async () => {
    const { document } = await problemsOf(writeConfig('lenses', '{}'));
    const unsaved = await vscode.workspace.openTextDocument({ language: 'lottery', content: '{ "trails": 2 }' });
    const commandsOf = async (uri: vscode.Uri): Promise<readonly string[]> => (await lensesOf(uri)).map(({ command }) => command);
    const both = ['winningTicket.find', 'winningTicket.showPanel'];
    assert.deepEqual(await commandsOf(document.uri), both);
    assert.deepEqual(await commandsOf(unsaved.uri), both);
    // VS Code drops a plain space between an icon and the words.
    for (const { title } of await lensesOf(document.uri)) assert.match(title, /^(\$\([a-z-]+\)\u00a0)?[A-Z]/);
    assert.equal(vscode.languages.getDiagnostics(unsaved.uri).length, 1);
    await configure('codeLens', false);
    assert.deepEqual(await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri), []);
    await configure('codeLens', undefined);
  });

  it('completes keys and words, and explains them', async () => {
    const { document } = await problemsOf(writeConfig('words', '{\n  "dataset": "",\n  "training": { "learningRate": 0.1 }\n}\n'));
    const at = (text: string): vscode.Position => document.positionAt(document.getText().indexOf(text));
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      at('",').translate(0, 0),
    );
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes('"fashion-mnist"'), labels.join());
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at('learningRate'));
    const words = hovers.flatMap(({ contents }) => contents).map((one) => (typeof one === 'string' ? one : one.value));
    assert.match(words.join(), /learning rate|step/i);
    assert.match(words.join(), /config-reference\.md#L\d+/);
  });

  for (const way of ['by its path', 'through a link']) {
    it(`reads no base outside of the workspace ${way}: not for Problems, not for the bulb, not for Run with ...`, async () => {
      const outside = mkdtempSync(path.join(tmpdir(), 'wt-outside-'));
      const base = path.join(outside, 'base.lottery.json');
      writeFileSync(base, JSON.stringify({ trails: 2, sweep: { trials: [1, 2] } }));
      const link = path.join(folder(), 'base.lottery.json');
      if (way === 'through a link') symlinkSync(base, link);
      try {
        if (way === 'through a link') await expectUnread('heir-of-link', './base.lottery.json');
        else await expectUnread('heir-of-path', base);
      } finally {
        rmSync(outside, { recursive: true });
        rmSync(link, { force: true });
      }
    });
  }

  it('does not run a config with an error', async () => {
    const api = await activated();
    await vscode.commands.executeCommand('winningTicket.find', writeConfig('bad', '{ "trials": 0 }'));
    assert.equal(await api.whenEnded(refOf('bad')), null);
    assert.ok(!existsSync(path.join(folder(), '.winning-ticket', 'experiments', 'bad')));
  });

  /** A config whose second round is not saved yet. */
  async function changed(name: string): Promise<vscode.TextEditor> {
    const editor = await vscode.window.showTextDocument(
      writeConfig(name, { ...tiny, pruning: { rounds: 1 }, controls: { randomReinit: 0, randomMask: 0 } }),
    );
    const at = editor.document.getText().indexOf('"rounds": 1') + '"rounds": '.length;
    const digit = new vscode.Range(editor.document.positionAt(at), editor.document.positionAt(at + 1));
    assert.ok(await editor.edit((edit) => edit.replace(digit, '2')));
    await activeDocument((document) => document === editor.document);
    return editor;
  }

  async function expectTwoRounds(name: string): Promise<void> {
    const api = await activated();
    await vscode.commands.executeCommand('winningTicket.find');
    await api.whenEnded(refOf(name));
    const document = await waitFor('the experiment', async () => (await api.document(refOf(name))) ?? undefined);
    assert.equal(document.config.pruning.rounds, 2);
  }

  it('saves a changed config before it runs it', async () => {
    const { document } = await changed('dirty');
    await expectTwoRounds('dirty');
    assert.match(readFileSync(document.uri.fsPath, 'utf8'), /"rounds": 2/);
  });

  it('saves and runs it although another extension holds up a save that is under way', async () => {
    const slow = vscode.workspace.onWillSaveTextDocument((event) =>
      event.waitUntil(new Promise<void>((resolve) => setTimeout(resolve, 1500))),
    );
    try {
      const { document } = await changed('slow');
      const begun = document.save();
      await expectTwoRounds('slow');
      await begun;
    } finally {
      slow.dispose();
    }
  });

  it('makes a config that can run at once', async () => {
    const made = () => vscode.commands.executeCommand('winningTicket.newConfig', 'template');
    const { uri } = await newConfigIn(folder(), 'lenet-2.lottery.json', made);
    const { document, problems } = await problemsOf(uri);
    assert.deepEqual(problems, []);
    assert.equal(document.languageId, 'lottery');
  });
});
