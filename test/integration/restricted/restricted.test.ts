/** A folder from a stranger, with a config and a store, in a VS Code that does not trust it. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { thisComputer } from '../../../src/data/files/processes.ts';
import type { Node } from '../../../src/extension/views/nodes.ts';
import { activated, extensionId, folder, refOf, waitFor, writeConfig, sources } from '../support.ts';

const fixture = path.join(sources, 'test/fixtures/store/version-1');
const storeFolder = (): string => path.join(folder(), '.winning-ticket');
const outside = mkdtempSync(path.join(tmpdir(), 'wt-outside-'));

/** The lock of an experiment that a process of this computer runs. */
function writeLock(pid: number): void {
  const { host, bootId, pidNamespace, startTime } = thisComputer();
  const lock = { schemaVersion: 1, host, pid, startTime: startTime(pid), bootId, pidNamespace, heartbeat: Date.now() };
  writeFileSync(path.join(storeFolder(), 'experiments/half-done/lock.json'), JSON.stringify(lock));
}

/** A store with tickets, an interrupted run, one that is being run, what Clean Up would remove, and a link that leads elsewhere. */
function strangersFolder(runner: number): void {
  cpSync(path.join(fixture, 'store'), storeFolder(), { recursive: true });
  cpSync(path.join(fixture, 'earlier.lottery.json'), path.join(folder(), 'earlier.lottery.json'));
  cpSync(path.join(storeFolder(), 'experiments/half-done'), path.join(storeFolder(), 'experiments/interrupted'), { recursive: true });
  writeConfig('wrong', { trails: 3 });
  writeLock(runner);
  writeFileSync(path.join(outside, 'mine.json'), 'mine');
  symlinkSync(path.join(outside, 'mine.json'), path.join(storeFolder(), 'evaluations', `${'0'.repeat(64)}.json`));
  writeFileSync(path.join(storeFolder(), 'evaluations', `${'1'.repeat(64)}.json`), '{}');
}

/** Every file of the folder and what it holds. */
function contents(): Readonly<Record<string, string>> {
  const entries = readdirSync(folder(), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory()).map(({ parentPath, name }) => path.join(parentPath, name));
  return Object.fromEntries(files.map((file) => [path.relative(folder(), file), readFileSync(file).toString('base64')]));
}

/** Processes that this extension host has started and that live, by their command lines; none where the system does not tell. */
function children(): readonly string[] {
  if (process.platform !== 'linux') return [];
  const own = `\nPPid:\t${String(process.pid)}\n`;
  const read = (...parts: string[]): string => {
    try {
      return readFileSync(path.join('/proc', ...parts), 'utf8');
    } catch {
      return '';
    }
  };
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && read(name, 'status').includes(own));
  return pids.map((pid) => read(pid, 'cmdline').replaceAll('\0', ' ')).filter((line) => /runner|npm-process/.test(line));
}

const config = (): vscode.Uri => vscode.Uri.file(path.join(folder(), 'earlier.lottery.json'));
const ticket = (name: string) => ({ storeFolder: storeFolder(), ticket: name });

/** Commands that would run, change or remove something, each with all that it needs; by which sentence each is refused. */
const refused: Readonly<Record<string, readonly [args: () => readonly unknown[], sentence: RegExp]>> = {
  find: [() => [config()], /^Nothing is trained in Restricted Mode\.$/],
  resume: [() => [config()], /^Nothing is trained/],
  runWith: [() => [refOf('earlier'), { kind: 'more-iterations', iterations: 77 }], /^Nothing is trained/],
  retrain: [() => [ticket('earlier/trial-1/round-01'), { weights: 'same', mask: 'same' }], /^Nothing is trained/],
  importTicket: [() => [vscode.Uri.file(folder())], /^Nothing is trained/],
  cleanUp: [() => [], /^Nothing is deleted in Restricted Mode\.$/],
  deleteExperiment: [() => [refOf('earlier')], /^Nothing is deleted/],
  deleteSweep: [() => [{ storeFolder: storeFolder(), sweep: 'family' }], /^Nothing is deleted/],
  deleteEarlier: [() => [refOf('earlier')], /^Nothing is deleted/],
  rename: [() => [refOf('earlier'), 'later'], /^Nothing is renamed in Restricted Mode\.$/],
  notes: [() => [refOf('earlier')], /^No notes are begun in Restricted Mode\.$/],
  cancel: [() => [refOf('half-done')], /^No other process is stopped in Restricted Mode\.$/],
  pause: [() => [refOf('half-done')], /^No other process is stopped/],
  installTensorFlow: [() => [], /^Nothing is installed in Restricted Mode\.$/],
  installGpuSupport: [() => [], /^Nothing is installed/],
};

/** Commands that look, and those that ask the user where to save or what to fetch. */
const looking = [
  ...['compare', 'compareText', 'selectForCompare', 'compareWithSelected', 'inspect', 'copyTicketName', 'copyCliCommand'],
  ...['showPanel', 'showSweep', 'openConfig'],
];
const others = [
  ...[...looking, 'exportReport', 'exportTicket', 'newConfig', 'downloadData', 'choosePath', 'showLog', 'refresh'],
  ...['open', 'sortBy', 'filter', 'clearFilter'],
];

/** What the extension has said; the real notifications appear all the same. */
const said: string[] = [];
const { showWarningMessage } = vscode.window;

async function childrenOf(node?: Node): Promise<readonly Node[]> {
  return (await (await activated()).tickets.getChildren(node)) ?? [];
}

describe('Restricted Mode', function () {
  let found: ReturnType<typeof contents>;
  let runner: ChildProcess;
  before(async () => {
    runner = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
    strangersFolder(runner.pid ?? 0);
    found = contents();
    await activated();
    await vscode.commands.executeCommand('winningTicket.refresh');
    Object.assign(vscode.window, {
      showWarningMessage: (text: string, ...rest: never[]) => {
        said.push(text);
        return showWarningMessage(text, ...rest);
      },
    });
  });
  after(() => {
    Object.assign(vscode.window, { showWarningMessage });
    runner.kill('SIGKILL');
    rmSync(outside, { recursive: true });
  });

  it('is on', () => assert.equal(vscode.workspace.isTrusted, false));

  it('shows the tickets of the store', async () => {
    const api = await activated();
    assert.ok((await api.listTickets()).includes('earlier/trial-1/round-01'));
    const roots = await childrenOf();
    const labels = await Promise.all(roots.map(async (root) => (await api.tickets.getTreeItem(root)).label));
    assert.ok(labels.includes('earlier') && labels.includes('half-done'), String(labels));
    assert.ok((await childrenOf(roots[labels.indexOf('earlier')])).length > 1);
  });

  it('shows the problems of a config', async () => {
    const uri = vscode.Uri.file(path.join(folder(), 'wrong.lottery.json'));
    await vscode.window.showTextDocument(uri);
    const problems = await waitFor('problems', () => vscode.languages.getDiagnostics(uri)[0]);
    assert.match(problems.message, /trails/);
  });

  it('knows of each command whether it is refused', () => {
    const { contributes } = vscode.extensions.getExtension(extensionId)?.packageJSON as {
      readonly contributes: { readonly commands: readonly { readonly command: string }[] };
    };
    const all = contributes.commands.map(({ command }) => command.replace('winningTicket.', ''));
    assert.deepEqual([...Object.keys(refused), ...others].sort(), all.sort());
  });

  for (const [name, [args, sentence]] of Object.entries(refused)) {
    it(`refuses ${name}, and says why`, async () => {
      said.length = 0;
      await vscode.commands.executeCommand(`winningTicket.${name}`, ...args());
      assert.equal(said.length, 1, `said: ${said.join(' | ')}`);
      assert.match(said[0] ?? '', sentence);
      assert.deepEqual(children(), []);
      assert.deepEqual(contents(), found);
    });

    it(`refuses ${name} as a link that runs a command`, async () => {
      const link = `command:winningTicket.${name}?${encodeURIComponent(JSON.stringify(args()))}`;
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(link));
      assert.deepEqual([children(), contents()], [[], found]);
    });
  }

  it('has opened, compared and inspected nothing that starts a process or writes a file', async () => {
    for (const name of looking) {
      const target = /^(show|open)/.test(name) ? refOf('earlier') : ticket('earlier/trial-1/round-01');
      await vscode.commands.executeCommand(`winningTicket.${name}`, target, ticket('earlier/trial-1/round-00'));
    }
    assert.deepEqual([children(), contents()], [[], found]);
  });

  it('leaves other extensions nothing that starts a run', async () => {
    const api = await activated();
    assert.deepEqual(Object.keys(api).sort(), [
      ...['activationMilliseconds', 'document', 'listExperiments', 'listTickets', 'tickets', 'version', 'whenEnded'],
    ]);
    await Promise.all([api.listExperiments(), api.document(refOf('half-done')), api.whenEnded(refOf('half-done'))]);
    assert.deepEqual([children(), contents()], [[], found]);
  });

  it('has left the process alone that the lock of an experiment names, and a file that a link of the store leads to', () => {
    assert.deepEqual([runner.exitCode, runner.signalCode], [null, null]);
    assert.equal(readFileSync(path.join(outside, 'mine.json'), 'utf8'), 'mine');
  });
});
