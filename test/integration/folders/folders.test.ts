/** A window without a folder, to which two are added: each with a store, and experiments of the same name. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Node } from '../../../src/extension/views/nodes.ts';
import { activated, activeDocument, lensTitles, newConfigIn, tabs, waitFor, withFirstAnswers, sources } from '../support.ts';

const fixture = path.join(sources, 'test/fixtures/store/version-1');
const parent = mkdtempSync(path.join(tmpdir(), 'wt-folders-'));
after(() => rmSync(parent, { recursive: true, force: true }));

async function roots(): Promise<readonly Node[]> {
  return (await (await activated()).tickets.getChildren()) ?? [];
}

async function descriptionOf(node: Node): Promise<string> {
  return String((await (await activated()).tickets.getTreeItem(node)).description);
}

describe('a window without a folder', () => {
  it('has no folder, no tickets, and says so', async () => {
    assert.deepEqual(vscode.workspace.workspaceFolders ?? [], []);
    assert.deepEqual(await roots(), []);
    assert.deepEqual(await (await activated()).listTickets(), []);
  });

  it('makes a config that is not saved yet, with what the editor knows of configs', async () => {
    await vscode.commands.executeCommand('winningTicket.newConfig', 'template');
    const document = await activeDocument(({ isUntitled }) => isUntitled);
    assert.equal(document.languageId, 'lottery');
    assert.match(await lensTitles(document.uri), /^\$\(play\)\u00a0Run \(about .+\),Not run yet$/);
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
    const place = document.positionAt(document.getText().indexOf('"trials"') + 2);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, place);
    assert.ok(hovers.length > 0);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});

describe('a window with two folders', () => {
  const names = ['first', 'second'];
  const stores = names.map((name) => path.join(parent, name, '.winning-ticket'));
  before(async () => {
    for (const store of stores) {
      cpSync(path.join(fixture, 'store'), store, { recursive: true });
      cpSync(path.join(fixture, 'earlier.lottery.json'), path.join(path.dirname(store), 'earlier.lottery.json'));
    }
    const added = names.map((name) => ({ uri: vscode.Uri.file(path.join(parent, name)) }));
    assert.ok(vscode.workspace.updateWorkspaceFolders(0, 0, ...added));
    await waitFor('the folders', () => vscode.workspace.workspaceFolders?.length === 2 || undefined);
  });

  it('lists the experiments of both, each with its folder', async () => {
    const nodes = await waitFor('the rows', async () => {
      const found = await roots();
      return found.length >= 4 ? found : undefined;
    });
    for (const [index, name] of names.entries()) {
      const own = nodes.filter((node) => node.storeFolder === stores[index]);
      assert.ok(own.length >= 2);
      for (const node of own) assert.match(await descriptionOf(node), new RegExp(`· ${name}( ·|$)`));
    }
  });

  it('compares experiments of one name in two folders', async () => {
    const [a, b] = stores.map((storeFolder) => ({ storeFolder, experiment: 'earlier' }));
    await vscode.commands.executeCommand('winningTicket.compare', a, b);
    await waitFor('the page', () => tabs().find(({ label }) => label.startsWith('Compare earlier ↔ earlier')));
  });

  it('has a task for the config of each', async () => {
    const scopes = await waitFor('both tasks', async () => {
      const tasks = await vscode.tasks.fetchTasks({ type: 'winningTicket' });
      return tasks.length > 1 ? tasks.map(({ scope }) => (typeof scope === 'object' ? scope.name : '')) : undefined;
    });
    assert.deepEqual(scopes.sort(), names);
  });

  it('asks for the folder of a new config', async () => {
    const made = () => withFirstAnswers('winningTicket.newConfig', 'template');
    const { languageId } = await newConfigIn(path.join(parent, 'first'), 'lenet.lottery.json', made);
    assert.equal(languageId, 'lottery');
  });
});
