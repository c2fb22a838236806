import assert from 'node:assert/strict';
import * as path from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Node, SweepNode } from '../../src/extension/views/nodes.ts';
import {
  activated,
  cleanFolder,
  closeEditors,
  configure,
  folder,
  long,
  panelTabs,
  refOf,
  tabs,
  tiny,
  waitFor,
  writeConfig,
} from './support.ts';

const rates = [0.0012, 0.0006, 0.01];
const sweep = { 'training.learningRate': rates };
const member = (rate: number): string => `family@learningRate=${String(rate)}`;

const setWorkers = (count: number | undefined): Promise<void> => configure('workers', count);

async function sweepNode(): Promise<SweepNode> {
  const { tickets } = await activated();
  const roots = (await tickets.getChildren()) ?? [];
  assert.equal(roots.length, 1);
  const [node] = roots;
  assert.ok(node?.kind === 'sweep');
  return node;
}

async function itemOf(node: Node): Promise<vscode.TreeItem> {
  return (await activated()).tickets.getTreeItem(node);
}

async function childrenOf(node: Node): Promise<readonly Node[]> {
  return (await (await activated()).tickets.getChildren(node)) ?? [];
}

async function statesOf(): Promise<readonly string[]> {
  return (await (await activated()).listExperiments()).map(({ state }) => state);
}

/** The members of a sweep are run, cancelled and deleted together, at their parent. */
async function expectMembersOfRun({ members }: SweepNode): Promise<void> {
  for (const one of members) assert.doesNotMatch((await itemOf(one)).contextValue ?? '', /;(running|deletable|resumable);/);
}

describe('a sweep', function () {
  before(async () => {
    await cleanFolder('family');
    await vscode.commands.executeCommand('winningTicket.find', writeConfig('family', { ...tiny, sweep }));
    assert.equal(await (await activated()).whenEnded(refOf(member(0.0012))), 'finished');
  });
  after(() => cleanFolder('family'));

  it('is run with all its members, each finished with its own value', async () => {
    const api = await activated();
    const documents = await Promise.all(rates.map((rate) => api.document(refOf(member(rate)))));
    assert.deepEqual(
      documents.map((document) => [document?.state, document?.trainings.length, document?.config.training.learningRate]),
      rates.map((rate) => ['finished', 4, rate]),
    );
  });

  it('is one item of the tree, with its state and how many have finished; its members are under it in the order of their values', async () => {
    const node = await sweepNode();
    const item = await itemOf(node);
    assert.equal(item.label, 'family');
    assert.match(String(item.description), /^finished · 3 of 3/);
    assert.match(item.contextValue ?? '', /;sweep;deletableSweep;.*config;/);
    const members = await childrenOf(node);
    const items = await Promise.all(members.map(itemOf));
    assert.deepEqual(
      items.map(({ label }) => label),
      ['learningRate=0.0006', 'learningRate=0.0012', 'learningRate=0.01'],
    );
    assert.equal(new Set([item.id, ...items.map(({ id }) => id)]).size, 4);
    const rounds = await childrenOf(members[0] as Node);
    assert.equal(rounds.length, 2);
  });

  it('keeps its node when the list is read again', async () => {
    const before = await sweepNode();
    await vscode.commands.executeCommand('winningTicket.refresh');
    assert.equal(await sweepNode(), before);
  });

  it('has opened one panel, a page of its own, and shows no other when it is shown again', async () => {
    await waitFor('the panel', () => panelTabs('family')[0]);
    await vscode.commands.executeCommand('winningTicket.showSweep', await sweepNode());
    assert.equal(tabs().filter(({ input }) => input instanceof vscode.TabInputWebview).length, 1);
  });

  it('is shown by its config too', async () => {
    await closeEditors();
    await vscode.commands.executeCommand('winningTicket.showPanel', vscode.Uri.file(path.join(folder(), 'family.lottery.json')));
    await waitFor('the panel', () => panelTabs('family')[0]);
  });
});

/** One member that is soon finished, and one that takes minutes. */
const mixed = {
  ...long,
  sweep: { 'training.iterations': [40, 500_000] },
  controls: { randomReinit: 0, randomMask: 0 },
  training: { ...long.training, evaluateEvery: 20 },
};

describe('a running sweep', function () {
  // One thread for the long member, one for the others.
  before(() => setWorkers(2));
  after(async () => {
    await setWorkers(undefined);
    await cleanFolder('family');
  });

  it('is cancelled with all its members, keeps what has finished, and is gone on with as a whole', async () => {
    await cleanFolder('family');
    const api = await activated();
    await vscode.commands.executeCommand('winningTicket.find', writeConfig('family', mixed));
    const first = refOf('family@iterations=40');
    await waitFor('a finished member', async () => ((await api.document(first))?.state === 'finished' ? true : undefined));
    const node = await sweepNode();
    assert.deepEqual([...(await statesOf())].sort(), ['finished', 'running']);
    await waitFor('the item', async () =>
      /^running · \d+ % · 1 of 2 finished/.test(String((await itemOf(node)).description)) ? true : undefined,
    );
    assert.match((await itemOf(node)).contextValue ?? '', /;sweep;running;/);
    await expectMembersOfRun(node);

    const ended = api.whenEnded(first);
    await vscode.commands.executeCommand('winningTicket.cancel', node);
    assert.equal(await ended, 'cancelled');
    assert.deepEqual([...(await statesOf())].sort(), ['cancelled', 'finished']);
    const cancelled = await sweepNode();
    assert.match(String((await itemOf(cancelled)).description), /^cancelled · 1 of 2 finished/);
    assert.match((await itemOf(cancelled)).contextValue ?? '', /;resumable;/);

    await vscode.commands.executeCommand('winningTicket.resume', cancelled);
    await waitFor('a running one', async () => ((await statesOf()).includes('running') ? true : undefined));
    // Also before the run has said how far it is.
    await expectMembersOfRun(await sweepNode());
    await vscode.commands.executeCommand('winningTicket.cancel', await sweepNode());
    assert.equal(await api.whenEnded(first), null);
  });

  it('is not deleted while it runs', async () => {
    await cleanFolder('family');
    await vscode.commands.executeCommand('winningTicket.find', writeConfig('family', mixed));
    await waitFor('both members', async () => ((await statesOf()).length === 2 ? true : undefined));
    await vscode.commands.executeCommand('winningTicket.deleteSweep', await sweepNode());
    assert.equal((await statesOf()).length, 2);
    await vscode.commands.executeCommand('winningTicket.cancel', await sweepNode());
  });
});
