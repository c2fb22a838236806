/** What can be done with experiments in the tickets view. */
import assert from 'node:assert/strict';
import { execSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import * as path from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { ExperimentNode, Node } from '../../src/extension/views/nodes.ts';
import {
  activated,
  activeDocument,
  cleanFolder,
  closeEditors,
  exitCodeOf,
  findAnyway,
  folder,
  lensTitles,
  long,
  refOf,
  runToEnd,
  tabs,
  taskOf,
  tiny,
  waitFor,
  writeConfig,
} from './support.ts';

const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(`winningTicket.${command}`, ...args);

async function childrenOf(node?: Node): Promise<readonly Node[]> {
  return (await (await activated()).tickets.getChildren(node)) ?? [];
}

async function itemOf(node: Node): Promise<vscode.TreeItem> {
  return (await activated()).tickets.getTreeItem(node);
}

async function experimentNode(name: string): Promise<ExperimentNode | undefined> {
  return (await childrenOf()).find((node): node is ExperimentNode => node.kind === 'experiment' && node.experiment === name);
}

const namesOf = async (): Promise<readonly string[]> =>
  (await childrenOf()).map((node) => (node.kind === 'experiment' ? node.experiment : node.kind));

describe('experiments in the tree', function () {
  before(async () => {
    await cleanFolder('one', 'two', 'three', 'slow', 'next');
    await runToEnd(writeConfig('one', tiny), 'one');
    await runToEnd(writeConfig('two', { ...tiny, network: { layers: [{ units: 8 }, { units: 10 }] } }), 'two');
  });
  after(() => cleanFolder('one', 'two', 'three', 'lost', 'slow', 'next'));

  it('say by what they differ, and when they last changed', async () => {
    // However long the runs have taken: one is two hours old, the other has just ended.
    for (const [name, hours] of [
      ['one', 2.5],
      ['two', 0],
    ] as const) {
      const at = new Date(Date.now() - hours * 3_600_000);
      utimesSync(path.join(folder(), '.winning-ticket/experiments', name, 'experiment.json'), at, at);
    }
    await run('refresh');
    const [one, two] = await Promise.all([experimentNode('one'), experimentNode('two')]);
    assert.ok(one && two);
    assert.match(String((await itemOf(one)).description), /16-10 · 2 h ago$/);
    assert.match(String((await itemOf(two)).description), /8-10 · now$/);
  });

  it('are sorted and filtered', async () => {
    await run('sortBy', 'newest');
    assert.deepEqual(await namesOf(), ['two', 'one']);
    await run('sortBy', 'name');
    await run('filter', '16-10');
    assert.deepEqual(await namesOf(), ['one']);
    await run('clearFilter');
    assert.deepEqual(await namesOf(), ['one', 'two']);
  });

  it('keep the results of earlier settings under Earlier runs, until these are deleted', async () => {
    await runToEnd(writeConfig('one', { ...tiny, seed: 2 }), 'one');
    const document = await (await activated()).document(refOf('one'));
    assert.equal(document?.config.seed, 2);
    const node = await waitFor('the node', () => experimentNode('one'));
    const [group] = (await childrenOf(node)).filter(({ kind }) => kind === 'earlier');
    assert.ok(group);
    assert.match((await itemOf(group)).contextValue ?? '', /;earlierRuns;/);
    const [earlier] = await childrenOf(group);
    assert.ok(earlier?.kind === 'experiment');
    assert.match(earlier.experiment, /^one@[0-9a-f]{8}/);
    assert.equal((await (await activated()).document(earlier))?.config.seed, 1);
    assert.doesNotMatch((await itemOf(earlier)).contextValue ?? '', /;(resumable|renameable|config);/);
    await run('deleteEarlier', group);
    assert.deepEqual((await experimentNode('one'))?.earlier, []);
  });

  it('say above their config what has come of them, and above one that was never run how long it takes', async () => {
    const titlesOf = async (uri: vscode.Uri): Promise<string> => {
      await vscode.workspace.openTextDocument(uri);
      return lensTitles(uri);
    };
    const result =
      /^\$\(play\)\u00a0Run,\$\((star-full|star-half|circle-slash|question)\)\u00a0(Winning at [\d.]+ %|No winning ticket|Cannot tell)$/;
    assert.match(await titlesOf(vscode.Uri.file(path.join(folder(), 'one.lottery.json'))), result);
    assert.match(await titlesOf(writeConfig('three', { ...tiny, seed: 9 })), /^\$\(play\)\u00a0Run \(about .+\),Not run yet$/);
    rmSync(path.join(folder(), 'three.lottery.json'));
  });

  it('have controls under their trials, which are inspected, named and compared as tickets are', async () => {
    const rounds = await childrenOf(await experimentNode('one'));
    const [trial] = await childrenOf(rounds.find(({ kind }) => kind === 'round'));
    const controls = (await childrenOf(trial)).filter(({ kind }) => kind === 'control');
    const items = await Promise.all(controls.map(itemOf));
    assert.deepEqual(
      items.map(({ contextValue }) => contextValue),
      [';control;trained;', ';control;trained;'],
    );
    await run('copyTicketName', controls[0]);
    assert.equal(await vscode.env.clipboard.readText(), 'one/trial-1/round-01');
    await run('open', controls[0]);
    await waitFor('the panel', () => tabs().find(({ label }) => label.startsWith('one')));
    await run('compare', controls[0], refOf('two'));
    await waitFor('the page', () => tabs().find(({ label }) => label.startsWith('Compare one/trial-1/round-01 ↔ two')));
  });

  it('are shown by the command for the terminal that is copied', async () => {
    const ticket = 'one/trial-1/round-01';
    await run('copyCliCommand', { storeFolder: refOf('one').storeFolder, ticket });
    const command = await vscode.env.clipboard.readText();
    assert.match(command, /^node .+cli\.js.* show --store /);
    assert.match(execSync(command, { encoding: 'utf8' }), new RegExp(ticket));
    await run('copyCliCommand', await experimentNode('one'));
    assert.match(await vscode.env.clipboard.readText(), /cli\.js.* run --store .+one\.lottery\.json/);
  });

  it('are compared in a page of their own, and show what of them is clicked in one panel that the next click takes over', async () => {
    await closeEditors();
    await run('compare', refOf('one'), refOf('two'));
    await waitFor('the page', () => tabs().find(({ label }) => label.startsWith('Compare one ↔ two')));
    const panels = (): readonly string[] => tabs().flatMap(({ label }) => (label.endsWith('— Winning Ticket') ? [label] : []));
    const click = async (name: string): Promise<unknown> => run('open', await experimentNode(name));
    await click('one');
    await waitFor('the first panel', () => panels()[0]?.startsWith('one') || undefined);
    await click('two');
    await waitFor('the second panel in its place', () => (panels().join() === 'two — Winning Ticket' ? true : undefined));
    await run('showPanel', refOf('two'));
    await click('one');
    await waitFor('both panels', () => (panels().length === 2 ? true : undefined));
  });

  it('are renamed in the store and in the config', async () => {
    await closeEditors();
    await run('rename', await experimentNode('two'), 'three');
    assert.deepEqual(await namesOf(), ['one', 'three']);
    assert.equal((await (await activated()).document(refOf('three')))?.trainings.length, 4);
    const text = readFileSync(path.join(folder(), 'two.lottery.json'), 'utf8');
    assert.equal((JSON.parse(text) as { name: string }).name, 'three');
  });

  it('are deleted at once, and come back when that is undone', async () => {
    const { showInformationMessage } = vscode.window;
    let undo: (button: string) => void = () => undefined;
    const answered = new Promise<string>((resolve) => (undo = resolve));
    Object.assign(vscode.window, { showInformationMessage: () => answered });
    try {
      const before = await (await activated()).document(refOf('three'));
      await run('deleteExperiment', await experimentNode('three'));
      assert.deepEqual(await namesOf(), ['one']);
      undo('Undo');
      await waitFor('it', async () => ((await namesOf()).includes('three') ? true : undefined));
      assert.deepEqual((await (await activated()).document(refOf('three')))?.trainings, before?.trainings);
    } finally {
      Object.assign(vscode.window, { showInformationMessage });
    }
  });

  it('have notes', async () => {
    const node = await experimentNode('one');
    await run('notes', node);
    const document = await activeDocument(({ fileName }) => fileName.endsWith('notes.md'));
    assert.equal(document.getText(), '# one\n\n');
  });

  it('wait for each other; one that is paused makes room', async () => {
    const api = await activated();
    const uri = writeConfig('slow', long);
    await findAnyway(uri);
    await vscode.workspace.openTextDocument(uri);
    assert.match(await lensTitles(uri), /^\$\(debug-stop\)\u00a0Cancel.*,running$/);
    await run('find', writeConfig('next', tiny));
    const waiting = await waitFor('the row', () => experimentNode('next'));
    assert.equal((await itemOf(waiting)).description, 'waiting for another run');
    assert.match((await itemOf(waiting)).contextValue ?? '', /;waiting;/);
    await run('pause', refOf('slow'));
    await waitFor('its turn', async () => ((await api.document(refOf('next')))?.state === 'finished' ? true : undefined));
    const paused = await waitFor('the paused row', async () => {
      const node = await experimentNode('slow');
      const item = node && (await itemOf(node));
      return /^paused/.test(String(item?.description)) ? item : undefined;
    });
    // Also where it had no record yet.
    assert.match(paused.contextValue ?? '', /;resumable;/);
    await run('deleteExperiment', await experimentNode('slow'));
    assert.ok(!(await namesOf()).includes('slow'));
  });

  it('are run as tasks', async () => {
    assert.equal(await exitCodeOf(await taskOf('one.lottery.json')), 0);
  });

  it('are what language models ask about', async () => {
    const ask = async (name: string, input: object): Promise<string> => {
      const options = { input, toolInvocationToken: undefined };
      const { content } = await vscode.lm.invokeTool(`winning_ticket_${name}`, options);
      return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
    };
    const { stores } = JSON.parse(await ask('list_experiments', {})) as { stores: { experiments: { experiment: string }[] }[] };
    assert.ok(stores[0]?.experiments.some(({ experiment }) => experiment === 'one'));
    assert.equal((JSON.parse(await ask('describe_ticket', { ticket: 'one/trial-1/round-01' })) as { round: number }).round, 1);
    await assert.rejects(ask('show_experiment', { experiment: 'none' }), /There is no experiment "none"/);
  });

  it('stand there too where their first run failed, with the reason and the place of it', async () => {
    const uri = writeConfig('lost', { ...tiny, dataset: { kind: 'idx', folder: 'nowhere' } });
    await vscode.window.showTextDocument(uri);
    const [problem] = await waitFor('the Problem', () => {
      const found = vscode.languages.getDiagnostics(uri);
      return found.length > 0 ? found : undefined;
    });
    assert.match(problem?.message ?? '', /There is no folder .*nowhere/);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      problem?.range ?? new vscode.Range(0, 0, 0, 0),
    );
    assert.ok(actions.some(({ command }) => command?.command === 'winningTicket.choosePath'));
    await run('find', uri);
    await (await activated()).whenEnded(refOf('lost'));
    const node = await waitFor('the node', () => experimentNode('lost'));
    assert.match(String((await itemOf(node)).description), /^failed · .*nowhere/);
    assert.ok(!existsSync(path.join(folder(), '.winning-ticket/experiments/lost/experiment.json')));
  });
});
