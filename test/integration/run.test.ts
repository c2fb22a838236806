import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Node } from '../../src/extension/views/nodes.ts';
import { exportFormats, formatNames } from '../../src/formats/format-table.ts';
import {
  activated,
  cleanFolder,
  extensionId,
  folder,
  long,
  panelTabs,
  refOf,
  runToEnd,
  tabs,
  tiny,
  waitFor,
  writeConfig,
} from './support.ts';

/** When each training was finished. */
function finishedAt(): Readonly<Record<string, number>> {
  const trainings = path.join(folder(), '.winning-ticket', 'trainings');
  return Object.fromEntries(readdirSync(trainings).map((hash) => [hash, statSync(path.join(trainings, hash, 'training.json')).mtimeMs]));
}

async function childrenOf(node?: Node): Promise<readonly Node[]> {
  const { tickets } = await activated();
  return (await tickets.getChildren(node)) ?? [];
}

async function itemOf(node: Node | undefined): Promise<vscode.TreeItem> {
  assert.ok(node);
  return (await activated()).tickets.getTreeItem(node);
}

describe('an experiment', function () {
  before(async () => {
    await cleanFolder('tiny');
    await runToEnd(writeConfig('tiny', tiny), 'tiny');
  });
  after(async () => {
    rmSync(path.join(folder(), 'exports'), { recursive: true, force: true });
    await cleanFolder('tiny');
  });

  it('has run all its trainings', async () => {
    const document = await (await activated()).document(refOf('tiny'));
    assert.equal(document?.rounds.length, 2);
    assert.equal(document.trainings.length, 4);
    assert.deepEqual(await (await activated()).listTickets(), ['tiny/trial-1/round-00', 'tiny/trial-1/round-01']);
  });

  it('stands in the tree: experiment, rounds with the fewest weights first, trials', async () => {
    const [experiment] = await childrenOf();
    const item = await itemOf(experiment);
    assert.equal(item.label, 'tiny');
    assert.match(item.accessibilityInformation?.label ?? '', /^tiny, finished, /);
    assert.match(item.contextValue ?? '', /;experiment;/);
    const rounds = await childrenOf(experiment);
    assert.match(String((await itemOf(rounds[0])).label), /^\d\d\.\d %$/);
    assert.equal((await itemOf(rounds[1])).label, '100.0 %');
    const [trial] = await childrenOf(rounds[0]);
    assert.equal((await itemOf(trial)).label, 'trial 1');
    assert.match(String((await itemOf(trial)).description), /^\d+\.\d\d % · stop /);
    assert.ok(trial);
    const resolved = await (
      await activated()
    ).tickets.resolveTreeItem?.(await itemOf(trial), trial, new vscode.CancellationTokenSource().token);
    assert.match((resolved?.tooltip as vscode.MarkdownString).value, /fc1, fully connected: \d/);
  });

  it('keeps the ids of its nodes', async () => {
    const ids = async (): Promise<readonly string[]> =>
      Promise.all((await childrenOf()).map(async (node) => (await itemOf(node)).id ?? ''));
    const before = await ids();
    await vscode.commands.executeCommand('winningTicket.refresh');
    assert.deepEqual(await ids(), before);
    assert.equal(new Set(before).size, before.length);
  });

  it('trains nothing again', async () => {
    const before = finishedAt();
    await runToEnd(vscode.Uri.file(path.join(folder(), 'tiny.lottery.json')), 'tiny');
    assert.deepEqual(finishedAt(), before);
  });

  it('has one panel, however often it is shown', async () => {
    for (let i = 0; i < 3; i++) await vscode.commands.executeCommand('winningTicket.showPanel', refOf('tiny'));
    // A second one would be there before this page, which comes later.
    await vscode.commands.executeCommand('winningTicket.compare', refOf('tiny'), {
      storeFolder: refOf('tiny').storeFolder,
      ticket: 'tiny/trial-1/round-01',
    });
    await waitFor('the page', () => tabs().find(({ label }) => label.startsWith('Compare')));
    assert.equal(panelTabs('tiny').length, 1);
  });

  it('compares two tickets as texts that say how far the masks agree', async () => {
    const [{ storeFolder }] = [refOf('tiny')];
    const [a, b] = ['tiny/trial-1/round-00', 'tiny/trial-1/round-01'].map((ticket) => ({ storeFolder, ticket }));
    await vscode.commands.executeCommand('winningTicket.compareText', a, b);
    const input = await waitFor('the diff', () =>
      tabs()
        .map((tab) => tab.input)
        .find((one) => one instanceof vscode.TabInputTextDiff),
    );
    const text = (await vscode.workspace.openTextDocument(input.modified)).getText();
    assert.equal(input.original.scheme, 'winningticket');
    assert.match(text, /^Masks agree/);
    assert.match(text, /Ticket +tiny\/trial-1\/round-01/);
    assert.match(text, /fc1 +[\d.]+ % +[\d,]+ of +12,544 {2}fully connected \[16, 784\]/);
    assert.match(text, /Mask +[0-9a-f]{12}$/m);
  });

  it('retrains a ticket with nothing changed to the same numbers', async () => {
    const api = await activated();
    const ticket = { storeFolder: refOf('tiny').storeFolder, ticket: 'tiny/trial-1/round-01' };
    await vscode.commands.executeCommand('winningTicket.retrain', ticket, { weights: 'same', mask: 'same' });
    await api.whenEnded(refOf('tiny'));
    const document = await waitFor('the retraining', async () => {
      const now = await api.document(refOf('tiny'));
      return now && now.retrainings.length > 0 ? now : undefined;
    });
    const original = document.trainings.find(({ round, series }) => round === 1 && series === 'ticket');
    assert.deepEqual(document.retrainings[0]?.evaluations, original?.evaluations);
  });

  it('exports a ticket in every format, and its results', async () => {
    const target = { storeFolder: refOf('tiny').storeFolder, ticket: 'tiny/trial-1/round-01' };
    for (const format of formatNames) {
      const { ending } = exportFormats[format];
      const output = path.join(folder(), 'exports', `${format}${ending ?? ''}`);
      await vscode.commands.executeCommand('winningTicket.exportTicket', target, { format, output });
      assert.ok(existsSync(output), `${format} is not there`);
      assert.equal(statSync(output).isDirectory(), ending === null, format);
    }
    const modelFiles = readdirSync(path.join(folder(), 'exports', 'tfjs')).sort();
    assert.deepEqual(modelFiles, ['model.json', 'weights.bin']);
    assert.ok(existsSync(path.join(folder(), 'exports', 'load.py')));
  });

  it('imports what it has exported as the same ticket, which trains to the same numbers', async () => {
    const api = await activated();
    const original = (await api.document(refOf('tiny')))?.trainings.find(({ round, series }) => round === 1 && series === 'ticket');
    const config = vscode.Uri.file(path.join(folder(), 'tiny.lottery.json'));
    for (const file of ['safetensors.safetensors', 'npz.npz']) {
      const name = `back-from-${file.replace('.', '-')}`;
      const source = vscode.Uri.file(path.join(folder(), 'exports', file));
      await vscode.commands.executeCommand('winningTicket.importTicket', source, { config, name, train: true });
      await api.whenEnded(refOf(name));
      const document = await waitFor('the import', async () => {
        const now = await api.document(refOf(name));
        return now?.state === 'finished' ? now : undefined;
      });
      assert.deepEqual(document.trainings[0]?.evaluations, original?.evaluations);
      assert.ok((await childrenOf()).some((node) => node.kind === 'experiment' && node.experiment === name));
    }
  });

  it('imports a ticket without training it: it stands in the tree, is inspected, and has its retrainings below it', async () => {
    const api = await activated();
    const config = vscode.Uri.file(path.join(folder(), 'tiny.lottery.json'));
    const source = vscode.Uri.file(path.join(folder(), 'exports', 'npz.npz'));
    await vscode.commands.executeCommand('winningTicket.importTicket', source, { config, name: 'waiting', train: false });
    await api.whenEnded(refOf('waiting'));
    const experiment = await waitFor('the import', async () =>
      (await childrenOf()).find((node) => node.kind === 'experiment' && node.experiment === 'waiting' && node.summary !== null),
    );
    assert.match(String((await itemOf(experiment)).description), /^imported · not trained yet/);
    const [imported] = await childrenOf(experiment);
    assert.equal(imported?.kind, 'imported');
    const row = await itemOf(imported);
    assert.match(String(row.label), /^\d\d\.\d %$/);
    assert.equal(row.description, 'trial 1 · imported, not trained yet');
    assert.match(row.contextValue ?? '', /;ticket;/);
    await vscode.commands.executeCommand('winningTicket.inspect', imported);
    await waitFor('the panel', () => panelTabs('waiting')[0]);
    await vscode.commands.executeCommand('winningTicket.retrain', imported, { weights: 'same', mask: 'same' });
    await api.whenEnded(refOf('waiting'));
    const [again] = await waitFor('the retraining', async () => {
      const [now] = await childrenOf(experiment);
      const below = now ? await childrenOf(now) : [];
      return below.length > 0 ? below : undefined;
    });
    assert.equal(again?.kind, 'retraining');
    const output = path.join(folder(), 'exports', 'again.onnx');
    await vscode.commands.executeCommand('winningTicket.exportTicket', again, { format: 'onnx', output });
    assert.ok(existsSync(output), 'the retraining has trained weights of its own');
  });

  it('shows what a terminal has retrained between two looks at the store, although the list is as it was', async () => {
    const api = await activated();
    const program = path.join(vscode.extensions.getExtension(extensionId)?.extensionPath ?? '', 'dist', 'cli.js');
    await vscode.commands.executeCommand('winningTicket.showPanel', refOf('tiny'));
    const count = async (): Promise<number> => (await api.document(refOf('tiny')))?.retrainings.length ?? 0;
    const before = await count();
    // A look at the store is over, and its list known.
    await sleep(3500);
    // Nothing is looked at meanwhile.
    const words = ['retrain', 'tiny/trial-1/round-01', '--reinit', '--seed', '7'];
    execFileSync(process.execPath, [program, ...words], { cwd: folder(), env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } });
    await waitFor('the retraining', async () => (await count()) > before || undefined);
  });
});

describe('cancelling', function () {
  after(() => cleanFolder('long'));

  it('does nothing where nothing runs', async () => {
    await vscode.commands.executeCommand('winningTicket.cancel', refOf('long'));
  });

  it('begins one run however often it is asked for at once; another experiment waits for its end', async () => {
    const api = await activated();
    const [uri, later] = [writeConfig('long', long), writeConfig('later', long)];
    await Promise.all([uri, uri, later].map((one) => vscode.commands.executeCommand('winningTicket.find', one)));
    const held = async (): Promise<readonly (readonly (string | null)[])[]> =>
      (await api.listExperiments()).flatMap(({ experiment, state, held }) =>
        /^(long|later)$/.test(experiment) ? [[experiment, state, held ?? null]] : [],
      );
    // Whose config is read first, begins.
    const [first, second] = await held();
    assert.deepEqual([first?.[0], second?.[0]].sort(), ['later', 'long']);
    assert.deepEqual(
      [first?.slice(1), second?.slice(1)],
      [
        ['running', null],
        ['cancelled', 'waiting'],
      ],
    );
    for (const one of [second, first]) await vscode.commands.executeCommand('winningTicket.cancel', refOf(String(one?.[0])));
    // One that was cancelled before its first record has left nothing.
    assert.doesNotMatch(JSON.stringify(await held()), /running|waiting/);
    assert.ok(!(await held()).some(([name]) => name === second?.[0]));
    await cleanFolder('long', 'later');
  });

  it('leaves an experiment cancelled, and the next start enabled', async () => {
    const api = await activated();
    const uri = writeConfig('long', long);
    // Cancelled before its first record an experiment leaves nothing; the last of these has one.
    const record = () => waitFor('a record', async () => (await api.document(refOf('long'))) ?? undefined);
    const moments = [...[0, 100, 300].map((pause) => () => sleep(pause)), record];
    for (const moment of moments) {
      await vscode.commands.executeCommand('winningTicket.find', uri);
      await moment();
      const ended = api.whenEnded(refOf('long'));
      await vscode.commands.executeCommand('winningTicket.cancel', refOf('long'));
      assert.equal(await ended, 'cancelled');
    }
    const entry = (await api.listExperiments()).find(({ experiment }) => experiment === 'long');
    assert.equal(entry?.state, 'cancelled');
  });

  it('reaches a run that a terminal has left to itself, which the tree shows live', async () => {
    const [api, extension] = [await activated(), vscode.extensions.getExtension(extensionId)];
    assert.ok(extension);
    const { fsPath } = writeConfig('long', long);
    const program = path.join(extension.extensionPath, 'dist', 'cli.js');
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    execFileSync(process.execPath, [program, 'run', fsPath, '--detach'], { cwd: folder(), env });
    await vscode.commands.executeCommand('winningTicket.refresh');
    await waitFor('its progress in the tree', async () => {
      const [experiment] = await childrenOf();
      return (experiment && /^running · .*round \d of \d/.test(String((await itemOf(experiment)).description))) || undefined;
    });
    await vscode.commands.executeCommand('winningTicket.cancel', refOf('long'));
    const entry = (await api.listExperiments()).find(({ experiment }) => experiment === 'long');
    assert.deepEqual([entry?.state, entry?.runner], ['cancelled', null]);
  });
});
