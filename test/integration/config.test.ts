import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { activated, cleanFolder, extensionId, folder, refOf, tiny, waitFor, writeConfig } from './support.ts';

async function problemsOf(uri: vscode.Uri): Promise<{ document: vscode.TextDocument; problems: vscode.Diagnostic[] }> {
  await activated();
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  const problems = (): vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Winning Ticket');
  return { document, problems: problems() };
}

describe('configs', () => {
  afterEach(() => cleanFolder('bad', 'dirty', 'lenet-2'));

  const root = vscode.extensions.getExtension(extensionId)?.extensionPath ?? '';
  const examples = existsSync(path.join(root, 'examples'))
    ? readdirSync(path.join(root, 'examples')).filter((name) => name.endsWith('.lottery.json'))
    : [];
  for (const name of examples) {
    it(`finds nothing wrong with the example ${name}`, async () => {
      const { problems } = await problemsOf(vscode.Uri.file(path.join(root, 'examples', name)));
      assert.deepEqual(
        problems.map(({ message }) => message),
        [],
      );
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

  it('does not run a config with an error', async () => {
    const api = await activated();
    await vscode.commands.executeCommand('winningTicket.find', writeConfig('bad', '{ "trials": 0 }'));
    assert.equal(await api.whenEnded(refOf('bad')), null);
    assert.ok(!existsSync(path.join(folder(), '.winning-ticket', 'experiments', 'bad')));
  });

  it('saves a changed config before it runs it', async () => {
    const api = await activated();
    const uri = writeConfig('dirty', { ...tiny, pruning: { rounds: 1 } });
    const editor = await vscode.window.showTextDocument(uri);
    const at = editor.document.getText().indexOf('"rounds": 1') + '"rounds": '.length;
    const digit = new vscode.Range(editor.document.positionAt(at), editor.document.positionAt(at + 1));
    await editor.edit((edit) => edit.replace(digit, '2'));
    await vscode.commands.executeCommand('winningTicket.find');
    await api.whenEnded(refOf('dirty'));
    const document = await waitFor('the experiment', async () => (await api.document(refOf('dirty'))) ?? undefined);
    assert.equal(document.config.pruning.rounds, 2);
    assert.match(readFileSync(uri.fsPath, 'utf8'), /"rounds": 2/);
  });

  it('makes a config that can run at once', async () => {
    await vscode.commands.executeCommand('winningTicket.newConfig');
    const uri = vscode.window.activeTextEditor?.document.uri;
    assert.ok(uri);
    assert.equal(path.basename(uri.fsPath), 'lenet-2.lottery.json');
    const { document, problems } = await problemsOf(uri);
    assert.deepEqual(problems, []);
    assert.equal(document.languageId, 'jsonc');
  });
});
