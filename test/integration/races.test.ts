/** Moments that a busy machine brings about by itself, made to happen: answers that overtake each other, ends that come while something is asked for. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { TicketDocuments, ticketUri } from '../../src/extension/documents/ticket-document.ts';
import type { Stores } from '../../src/extension/experiments/stores.ts';
import { RunQueue } from '../../src/extension/runs/run-queue.ts';
import type { CompareSnapshot } from '../../src/shared/channel/compare-protocol.ts';
import { activated, cleanFolder, closeEditors, folder, refOf, sources, tiny, waitFor, writeConfig } from './support.ts';

const fixture = path.join(sources, 'test/fixtures/store/version-1');
const store = (): string => path.join(folder(), '.winning-ticket');
const ticket = { storeFolder: 'anywhere', ticket: 'earlier/trial-1/round-01' };

describe("a ticket's text", () => {
  it('is what was read last, however long an earlier reading takes', async () => {
    const { openStore } = await import('../../src/runs/library/store.ts');
    const details = await openStore(path.join(fixture, 'store')).ticket(ticket.ticket);
    const begun: (() => void)[] = [];
    let seed = 0;
    // Each reading ends when the test says so, with a number of its own.
    const slow = {
      ticket: () => {
        const own = { ...details, seed: (seed += 1) };
        return new Promise((resolve) => begun.push(() => resolve(own)));
      },
      analyse: () => Promise.resolve(null),
    };
    const stores = { at: () => Promise.resolve(slow) } as unknown as Stores;
    const never = new vscode.EventEmitter<undefined>();
    const texts = new TicketDocuments(stores, { onDidChange: never.event });
    const answers: string[] = [];
    const ask = async (): Promise<void> => void answers.push(await texts.provideTextDocumentContent(ticketUri(ticket)));
    const asked = [ask(), ask()];
    // The later one may end first, if it has begun.
    while (answers.length < 2) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      begun.pop()?.();
    }
    await Promise.all(asked);
    assert.deepEqual(
      answers.map((text) => /^Seed +(\d+)$/m.exec(text)?.[1]),
      ['1', '2'],
    );
    texts.dispose();
  });
});

describe('a page that compares', () => {
  before(async () => {
    await cleanFolder();
    cpSync(path.join(fixture, 'store'), store(), { recursive: true });
    await vscode.commands.executeCommand('winningTicket.refresh');
  });
  after(() => cleanFolder());

  it('follows what other processes do, though nothing else is shown', async () => {
    await activated();
    const { createWebviewPanel } = vscode.window;
    const snapshots: CompareSnapshot[] = [];
    const heard = (...values: Parameters<typeof createWebviewPanel>): vscode.WebviewPanel => {
      const panel = createWebviewPanel(...values);
      const { webview } = panel;
      const post = webview.postMessage.bind(webview);
      Object.defineProperty(webview, 'postMessage', {
        value: (message: { readonly payload?: CompareSnapshot }) => {
          if (message.payload && 'problems' in message.payload) snapshots.push(message.payload);
          return post(message);
        },
      });
      return panel;
    };
    await closeEditors();
    await vscode.commands.executeCommand('workbench.view.explorer');
    Object.assign(vscode.window, { createWebviewPanel: heard });
    try {
      await vscode.commands.executeCommand('winningTicket.compare', refOf('earlier'), refOf('half-done'));
    } finally {
      Object.assign(vscode.window, { createWebviewPanel });
    }
    const first = await waitFor('the page', () => snapshots.at(-1));
    assert.deepEqual([first.items.length, first.problems], [2, []]);
    // Another process deletes one of the two.
    rmSync(path.join(store(), 'experiments/half-done'), { recursive: true, maxRetries: 10 });
    const now = await waitFor('what is left', () => (snapshots.at(-1)?.items.length === 1 ? snapshots.at(-1) : undefined));
    assert.deepEqual(now.problems, ['half-done cannot be read.']);
  });
});

describe('a pause', () => {
  before(() => cleanFolder('tiny'));
  after(() => cleanFolder('tiny'));

  it('of a run that has finished in that moment leaves it finished', async () => {
    const api = await activated();
    await vscode.commands.executeCommand('winningTicket.find', writeConfig('tiny', tiny));
    const record = path.join(store(), 'experiments/tiny/experiment.json');
    const trainings = path.join(store(), 'trainings');
    const finished = (): number =>
      existsSync(trainings) ? readdirSync(trainings).filter((hash) => existsSync(path.join(trainings, hash, 'training.json'))).length : 0;
    await waitFor('three of four trainings', () => finished() > 2 || undefined);
    // This process hears nothing of the run while it waits: when it pauses the run, the run is over and still taken to be at work.
    const pause = new Int32Array(new SharedArrayBuffer(4));
    while ((JSON.parse(readFileSync(record, 'utf8')) as { state: string }).state === 'running') Atomics.wait(pause, 0, 0, 20);
    await vscode.commands.executeCommand('winningTicket.pause', refOf('tiny'));
    const entry = (await api.listExperiments()).find(({ experiment }) => experiment === 'tiny');
    assert.deepEqual([entry?.state, entry?.held ?? null], ['finished', null]);
  });

  it('is known to the next window, also of a run that had no record yet', () => {
    const kept = new Map<string, unknown>();
    const state = {
      keys: () => [...kept.keys()],
      get: (key: string, otherwise?: unknown) => kept.get(key) ?? otherwise,
      update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, JSON.parse(JSON.stringify(value)))),
    } as vscode.Memento;
    const runs = { onDidEnd: new vscode.EventEmitter<unknown>().event, all: () => [] };
    const [one, other] = [refOf('begun'), refOf('other')];
    const window = new RunQueue(runs, state);
    window.setPaused(one, true);
    window.setPaused(other, true);
    window.setPaused(other, false);
    const next = new RunQueue(runs, state);
    assert.deepEqual([next.pausedRefs(), next.isPaused(one), next.isPaused(other)], [[one], true, false]);
  });
});
