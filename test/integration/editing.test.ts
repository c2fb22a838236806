/** Configs as they are begun: by questions, by snippets; and checked by a task. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parse } from 'jsonc-parser';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { checkConfig } from '../../src/shared/config/reading/check-config.ts';
import {
  activeDocument,
  cleanFolder,
  exitCodeOf,
  folder,
  lensTitles,
  newConfigIn,
  sources,
  taskOf,
  waitFor,
  withFirstAnswers,
  writeConfig,
} from './support.ts';

interface Snippet {
  readonly prefix: readonly string[];
}
const snippets = JSON.parse(readFileSync(path.join(sources, 'media/language/snippets.json'), 'utf8')) as Readonly<Record<string, Snippet>>;

describe('a config is begun', function () {
  before(() => cleanFolder('faulty', 'lenet-2'));
  after(() => cleanFolder('faulty', 'lenet-2'));

  it('by four questions; the first answers are MNIST, LeNet, two minutes and three trials', async () => {
    const document = await newConfigIn(folder(), 'lenet-2.lottery.json', () => withFirstAnswers('winningTicket.newConfig'));
    const { dataset, network, trials } = parse(document.getText()) as Readonly<Record<string, unknown>>;
    assert.deepEqual({ dataset, network, trials }, { dataset: 'mnist', network: 'lenet-300-100', trials: 3 });
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
    assert.match(await lensTitles(document.uri), /^\$\(play\)\u00a0Run \(about .+\),Not run yet$/);
  });

  for (const [name, { prefix }] of Object.entries(snippets)) {
    it(`by the snippet ${prefix.join(' or ')}`, async () => {
      const document = await vscode.workspace.openTextDocument({ language: 'lottery', content: '' });
      await vscode.window.showTextDocument(document);
      await activeDocument((one) => one === document);
      await vscode.commands.executeCommand('editor.action.insertSnippet', { langId: 'lottery', name });
      const text = await waitFor('the text', () => document.getText() || undefined);
      const whole = text.startsWith('{') ? text : `{ ${text.replace(/,\s*$/, '')} }`;
      const { problems } = checkConfig(whole, { path: document.uri.fsPath, readText: () => undefined });
      assert.deepEqual(
        problems.map(({ message }) => message),
        [],
      );
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    });
  }

  it('and where it is wrong, a task says so: one Problem, also when the file is opened then', async () => {
    const uri = writeConfig('faulty', '{\n  "trials": 0\n}\n');
    const task = await taskOf('faulty.lottery.json');
    assert.deepEqual(task.problemMatchers, ['$winningTicket']);
    assert.equal(await exitCodeOf(task), 1);
    const found = await waitFor('the Problem', () => {
      const problems = vscode.languages.getDiagnostics(uri);
      return problems.length > 0 ? problems : undefined;
    });
    assert.deepEqual(
      found.map(({ range, source }) => [range.start.line, source]),
      [[1, 'Winning Ticket']],
    );
    assert.match(found[0]?.message ?? '', /trials/);
  });
});
