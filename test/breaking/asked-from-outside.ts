/** Whoever may ask the program something from outside: pages of the editor, models and agents, and a runner that tells of itself. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CompareModel } from '../../src/extension/compare/compare-model.ts';
import type { Library } from '../../src/extension/experiments/library.ts';
import { readAnswers } from '../../src/extension/panel/read-answers.ts';
import { progressReport } from '../../src/cli/run/progress-report.ts';
import { agentTools } from '../../src/runs/agent/agent-tools.ts';
import { startRun } from '../../src/runs/client/start-run.ts';
import { openStore } from '../../src/runs/library/store.ts';
import { createEndpoint } from '../../src/shared/channel/channel-endpoint.ts';
import type { CompareCalls } from '../../src/shared/channel/compare-protocol.ts';
import { compareChecks, panelChecks } from '../../src/shared/channel/page-checks.ts';
import type { RunRequest } from '../../src/shared/channel/runner-protocol.ts';
import type { PanelCalls } from '../../src/shared/channel/webview-protocol.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { drawsFrom, repeat } from './draws.ts';
import type { Draw } from './lost-writes.ts';
import { joined } from './messages.ts';
import { expectAnswer, expectOurs, spoiltValue } from './mutate.ts';
import { storeCopy } from './stored-files.ts';

const [experiment, ticket] = ['earlier', 'earlier/trial-1/round-01'];

const panelCalls: readonly (() => readonly [keyof PanelCalls, object])[] = [
  () => ['inspect', { ticket }],
  () => ['analyse', { ticket }],
  () => ['kernels', { ticket, place: { layer: 'fc1', filter: 0, firstChannel: 0 } }],
  () => ['curves', { hashes: ['0'.repeat(64)] }],
  () => ['mask', { ticket, layer: 'fc1' }],
  () => ['other', { experiment }],
  () => ['showMember', { experiment }],
  () => ['saveFigure', { name: 'accuracy', kind: 'svg', content: '<svg/>' }],
  () => ['runWith', { kind: 'more-trials', trials: 3 }],
  () => ['command', { command: 'run', ticket }],
];
const compareCalls: readonly (() => readonly [keyof CompareCalls, object])[] = [
  () => ['picture', { a: 0, b: 1, layer: 'fc1' }],
  () => ['show', { item: 0 }],
  () => ['textDiff', { a: 0, b: 1 }],
];

interface Page<Calls> {
  readonly calls: Calls;
  readonly events: Record<never, never>;
}
type Caller = { call(method: string, payload: unknown, options: { readonly timeout: null }): Promise<unknown> };

/** What changes something is not done; that it was asked for is all that is seen. */
const done = (): null => null;

/** The panel's host, whose answers come from a real store. */
function panelHost(storeFolder: string): Caller {
  const store = openStore(storeFolder);
  const library = {
    document: (ref: { experiment: string }) => store.document(ref.experiment),
    ticket: (ref: { ticket: string }) => store.ticket(ref.ticket),
  };
  const [a, b] = joined();
  createEndpoint<Page<object>, Page<PanelCalls>>(b, {
    handlers: {
      ...readAnswers({ storeFolder, experiment }, library, () => Promise.resolve(store)),
      ...{ ready: () => ({ document: null, progress: null, ticket: null, canRun: false }), others: () => [] },
      ...{ showMember: done, showSweep: done, saveFigure: done, runWith: done, command: done },
    },
    checks: panelChecks,
  });
  return createEndpoint(a, { handlers: {} }) as unknown as Caller;
}

async function compareHost(storeFolder: string): Promise<Caller> {
  const store = openStore(storeFolder);
  const library = { document: (ref: { experiment: string }) => store.document(ref.experiment) } as unknown as Library;
  const refs = [ticket, 'earlier/trial-1/round-00'].map((name) => ({ storeFolder, experiment, ticket: name }));
  const model = new CompareModel(refs, library, { at: () => Promise.resolve(store) } as never);
  await model.snapshot();
  const [a, b] = joined();
  createEndpoint<Page<object>, Page<CompareCalls>>(b, {
    handlers: {
      ready: () => model.snapshot(),
      picture: ({ a: first, b: second, layer }) => model.picture(first, second, layer),
      show: ({ item }) => void model.refs[item]?.ticket?.length as unknown as null,
      textDiff: ({ a: first, b: second }) => [model.ticketAt(first), model.ticketAt(second)] as unknown as null,
      saveFigure: done,
    },
    checks: compareChecks,
  });
  return createEndpoint(a, { handlers: {} }) as unknown as Caller;
}

/** Calls of pages with spoilt payloads; each is answered, or refused in words of ours. */
export async function answerSpoiltPages(most: number, milliseconds: number, seed: number): Promise<number> {
  const draw = drawsFrom(seed);
  const storeFolder = storeCopy();
  const hosts = [panelHost(storeFolder), await compareHost(storeFolder)] as const;
  return repeat(most, milliseconds, (index) => {
    const [host, calls] = draw(4) === 0 ? [hosts[1], compareCalls] : [hosts[0], panelCalls];
    const [method, payload] = calls[draw(calls.length)]?.() ?? ['', {}];
    const where = `${method}, change ${String(index)} of seed ${String(seed)}`;
    return expectAnswer(where, () => host.call(method, spoiltValue(payload, draw), { timeout: null }));
  });
}

const inputOf = (draw: Draw): object =>
  [{ experiment }, { ticket }, { a: ticket, b: 'earlier/trial-1/round-00' }, { config: 'x.lottery.json' }][draw(4)] ?? {};

/** Input of the tools for models and agents, spoilt. */
export async function askSpoiltTools(most: number, milliseconds: number, seed: number): Promise<number> {
  const draw = drawsFrom(seed);
  const answer = (given: string): Promise<object> => Promise.resolve({ length: given.length });
  const host = { stores: [openStore(storeCopy())], start: answer, cancel: answer };
  return repeat(most, milliseconds, (index) => {
    const tool = agentTools[draw(agentTools.length)];
    const input = spoiltValue({ ...inputOf(draw) }, draw);
    return expectAnswer(`${tool?.name ?? ''}, change ${String(index)} of seed ${String(seed)}`, () => tool?.call(host, input));
  });
}

const server = path.join(import.meta.dirname, '../../dist/cli.js');

const serverMessages = (id: number): unknown[] => [
  { jsonrpc: '2.0', id, method: 'tools/call', params: { name: 'show_experiment', arguments: { experiment } } },
  { jsonrpc: '2.0', id, method: 'tools/call', params: { name: 'compare_tickets', arguments: { a: ticket, b: ticket } } },
  { jsonrpc: '2.0', id, method: 'tools/list' },
  { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: id, reason: 'x' } },
];

/** The MCP server as a process: spoilt lines, and after them all a sound one is answered. */
export async function listenToSpoiltServer(most: number, _milliseconds: number, seed: number): Promise<number> {
  const draw = drawsFrom(seed);
  const child = spawn(process.execPath, [server, 'mcp', '--store', storeCopy()], { stdio: ['pipe', 'pipe', 'pipe'] });
  let [out, said] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const send = (message: unknown): void => void child.stdin.write(`${JSON.stringify(message)}\n`);
  const initialize = { protocolVersion: '2025-03-26', capabilities: {}, clientInfo: { name: 'test', version: '1' } };
  send({ jsonrpc: '2.0', id: 0, method: 'initialize', params: initialize });
  send({ jsonrpc: '2.0', method: 'notifications/initialized' });
  for (let index = 0; index < most; index++) {
    const all = serverMessages(index + 1);
    const message = spoiltValue(all[draw(all.length)], draw);
    if (draw(10) === 0) child.stdin.write(`${JSON.stringify(message).slice(0, draw(80))}\n`);
    else send(message);
  }
  send({ jsonrpc: '2.0', id: 1e6, method: 'tools/list' });
  const exit = once(child, 'exit') as Promise<[number | null]>;
  let ended = false;
  void exit.then(() => (ended = true));
  while (!ended && !out.includes('"id":1000000')) await sleep(20);
  if (ended) throw new Error(`the server has ended: ${said.slice(0, 500)}`);
  child.stdin.end();
  const [code] = await exit;
  if (code !== 0 || /\n\s+at /.test(said)) throw new Error(`the server ended with ${String(code)}: ${said.slice(0, 500)}`);
  return most;
}

const events = (): [string, unknown][] => [
  [
    'progress',
    { trainingsDone: 1, trainingsPlanned: 2, iterationsDone: 1, iterationsPlanned: 2, fraction: 0.5, secondsLeft: 1, active: [] },
  ],
  ['log', { level: 'info', text: 'x' }],
  ['document', { experiment: 'small', state: 'running', trainings: [] }],
  ['size', { trainings: 5, seconds: 9, measured: true, workers: 2, workerMemoryBytes: 1, diskBytes: 1 }],
];

/** So many events a process. */
const eventsEach = 20_000;

/** A runner that sends these events and then its end. */
function talkerOf(messages: readonly (readonly [string, unknown])[]): string {
  const runner = path.join(temporaryFolder(), 'talker.cjs');
  writeFileSync(path.join(path.dirname(runner), 'events.json'), JSON.stringify(messages));
  writeFileSync(
    runner,
    `const messages = require('./events.json');
     const send = (message) => new Promise((resolve) => process.send({ v: 1, ...message }, () => resolve()));
     process.on('message', async ({ id }) => {
       await send({ kind: 'reply', id, payload: { accepted: true } });
       let sequence = 0;
       for (const [method, payload] of messages) await send({ kind: 'event', sequence: ++sequence, method, payload });
       await send({ kind: 'event', sequence: ++sequence, method: 'end', payload: { state: 'finished', failure: null, document: null } });
       process.exit(0);
     });`,
  );
  return runner;
}

/** Events of a runner, spoilt, to the terminal that follows it: it hears of each, or of the problem, and of the end. */
export async function followSpoiltRunners(most: number, milliseconds: number, seed: number): Promise<number> {
  const draw = drawsFrom(seed);
  let sent = 0;
  await repeat(Math.ceil(most / eventsEach), milliseconds, async () => {
    const messages = Array.from({ length: Math.min(eventsEach, most - sent) }, (): readonly [string, unknown] => {
      const [method, payload] = events()[draw(4)] ?? ['log', null];
      return [method, spoiltValue(payload, draw)];
    });
    const report = progressReport();
    const run = startRun({ runnerFile: talkerOf(messages), request: {} as RunRequest });
    run.on('progress', (progress) => report.show(progress));
    const { state } = await run.ended.catch((error: unknown) => Promise.reject(error as Error));
    if (state !== 'finished') expectOurs(new Error(`the run ended as ${String(state)}`), 'a runner');
    sent += messages.length;
  });
  return sent;
}
