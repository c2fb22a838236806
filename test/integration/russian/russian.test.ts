/** A window whose language is Russian: every word that it shows comes from the bundles, and what lies in files stays English. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Node } from '../../../src/extension/views/nodes.ts';
import { activated, extensionId, folder, lensTitles, openConfig, refOf, waitFor } from '../support.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string | { readonly original: string; readonly value: string };
    }[];
    readonly configuration: unknown;
    readonly walkthroughs: readonly { readonly steps: readonly { readonly media: { readonly svg: string } }[] }[];
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
    await activated();
  });

  it('draws its tree once: what it finds in the store is no change', async () => {
    const { tickets } = await activated();
    await vscode.commands.executeCommand('winningTicket.tickets.focus');
    await childrenOf();
    let drawn = 0;
    const listener = tickets.onDidChangeTreeData?.(() => drawn++);
    // The store is looked at every three seconds.
    await sleep(8000);
    listener?.dispose();
    assert.equal(drawn, 0);
  });

  it('has a manifest in Russian', () => {
    assert.equal(vscode.env.language, 'ru');
    const { contributes } = vscode.extensions.getExtension(extensionId)?.packageJSON as Manifest;
    const find = contributes.commands.find(({ command }) => command === 'winningTicket.find');
    // VS Code keeps the English words beside those of the language.
    assert.deepEqual(find?.title, { original: 'Find Winning Ticket', value: 'Найти выигрышный билет' });
    assert.doesNotMatch(JSON.stringify(contributes), /%[a-z]+\.[a-zA-Z.]+%/);
    const pictures = contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg));
    assert.equal(pictures.filter((file) => file.endsWith('.ru.svg')).length, 3);
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
    const document = await openConfig(vscode.Uri.file(path.join(folder(), 'earlier.lottery.json')));
    assert.match(await lensTitles(document.uri), /Запустить|Выигрыш|выигрышного|нельзя/);
  });

  it('says in Russian what is wrong with a config', async () => {
    const file = path.join(folder(), 'misspelt.lottery.json');
    writeFileSync(file, '{ "training": { "learningrate": 0.1 } }');
    const { uri } = await vscode.workspace.openTextDocument(file);
    const [problem] = await waitFor('a problem', () => {
      const found = vscode.languages.getDiagnostics(uri);
      return Promise.resolve(found.length > 0 ? found : undefined);
    });
    assert.equal(problem?.message, 'Ключа "learningrate" нет в training; возможно, имелся в виду training.learningRate?');
  });

  it('completes a config by snippets that are described in Russian', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'lottery', content: '' });
    await vscode.window.showTextDocument(document);
    const list = await waitFor('snippets', async () => {
      const found = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        new vscode.Position(0, 0),
      );
      return found.items.some(({ label }) => (typeof label === 'string' ? label : label.label) === 'lenet') ? found : undefined;
    });
    assert.match(JSON.stringify(list.items), /Целый эксперимент: LeNet-300-100 с контролями/);
  });

  it('describes the keys of a config in Russian', async () => {
    const document = await openConfig(vscode.Uri.file(path.join(folder(), 'misspelt.lottery.json')));
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(0, 4),
    );
    const words = hover?.contents.map((one) => (typeof one === 'string' ? one : one.value)).join(' ') ?? '';
    assert.match(words, /Как обучается одна сеть/);
  });

  it('says in Russian why a run has failed, whoever has found it', async () => {
    const table = path.join(folder(), 'table.csv');
    writeFileSync(table, 'label,width\n0,1.5\n1,"2,5"\n');
    const file = path.join(folder(), 'broken.lottery.json');
    const network = { layers: [{ units: 2 }] };
    writeFileSync(file, JSON.stringify({ dataset: { kind: 'csv', train: 'table.csv', test: 'table.csv' }, network }));
    const api = await activated();
    // The notification stays open, and the command with it.
    void vscode.commands.executeCommand('winningTicket.find', vscode.Uri.file(file));
    const words = await waitFor('a failed run', async () => {
      const rows = await childrenOf();
      const broken = rows.find((node) => node.kind === 'experiment' && node.experiment === 'broken');
      const hover = broken && ((await itemOf(broken)).tooltip as vscode.MarkdownString).value;
      return hover?.includes('width') ? hover : undefined;
    });
    await api.whenEnded(refOf('broken'));
    assert.match(words, /строка 3, столбец width: не число: "2,5"; десятичная запятая\? Пишите точку/);
  });

  it('keeps the documents that programs read in English', async () => {
    const document = await (await activated()).document(refOf('earlier'));
    assert.ok(document);
    assert.match(document.headline.title, /^[A-Z][a-z ]/);
    assert.doesNotMatch(JSON.stringify(document), /[а-яё]/i);
  });
});
