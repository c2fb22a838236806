/** A window whose language is Russian: every word that it shows comes from the bundles, and what lies in files stays English. */
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import * as path from 'node:path';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Node } from '../../../src/extension/views/nodes.ts';
import { activated, extensionId, folder, refOf, waitFor } from '../support.ts';

const fixture = path.join(__dirname, '../../../../test/fixtures/store/version-1');

interface Manifest {
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string | { readonly original: string; readonly value: string };
    }[];
    readonly configuration: unknown;
  };
}

async function itemOf(node: Node): Promise<vscode.TreeItem> {
  return (await activated()).tickets.getTreeItem(node);
}

async function childrenOf(node?: Node): Promise<readonly Node[]> {
  return (await (await activated()).tickets.getChildren(node)) ?? [];
}

describe('a window in Russian', () => {
  before(async () => {
    cpSync(path.join(fixture, 'store'), path.join(folder(), '.winning-ticket'), { recursive: true });
    cpSync(path.join(fixture, 'earlier.lottery.json'), path.join(folder(), 'earlier.lottery.json'));
    await activated();
    await vscode.commands.executeCommand('winningTicket.refresh');
  });

  it('has a manifest in Russian', () => {
    assert.equal(vscode.env.language, 'ru');
    const { contributes } = vscode.extensions.getExtension(extensionId)?.packageJSON as Manifest;
    const find = contributes.commands.find(({ command }) => command === 'winningTicket.find');
    // VS Code keeps the English words beside those of the language.
    assert.deepEqual(find?.title, { original: 'Find Winning Ticket', value: 'Найти выигрышный билет' });
    assert.doesNotMatch(JSON.stringify(contributes), /%[a-z]+\.[a-zA-Z.]+%/);
  });

  it('shows its tickets in Russian, with a decimal comma', async () => {
    const [experiment] = await waitFor('a row', async () => ((await childrenOf()).length > 0 ? childrenOf() : undefined));
    assert.ok(experiment);
    const item = await itemOf(experiment);
    const hover = (item.tooltip as vscode.MarkdownString).value;
    assert.match(`${String(item.description)} ${hover}`, /[а-яё]/i);
    assert.doesNotMatch(hover, /winning ticket|of the weights|finished|the dense network/i);
    const rounds = await childrenOf(experiment);
    const words = await Promise.all(rounds.map(async (node) => (await itemOf(node)).label as string));
    assert.ok(words.includes('100,0 %'), words.join());
  });

  it('says Russian above a config and in what it asks', async () => {
    const document = await vscode.workspace.openTextDocument(path.join(folder(), 'earlier.lottery.json'));
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
    assert.match(lenses.map(({ command }) => command?.title).join(), /Запустить|Выигрыш|выигрышного|нельзя/);
  });

  it('keeps the documents that programs read in English', async () => {
    const document = await (await activated()).document(refOf('earlier'));
    assert.ok(document);
    assert.match(document.headline.title, /^[A-Z][a-z ]/);
    assert.doesNotMatch(JSON.stringify(document), /[а-яё]/i);
  });
});
