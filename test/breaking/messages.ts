/** Spoilt messages on every channel between processes and threads: each end must live on, or end in words. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createEndpoint } from '../../src/shared/channel/channel-endpoint.ts';
import type { Envelope, Port } from '../../src/shared/channel/channel.ts';
import { experimentFolderName } from '../../src/shared/config/facts/experiment-name.ts';
import type { ThreadData } from '../../src/runs/threads/messages.ts';
import { checkRequest } from '../../src/runs/runner/check-request.ts';
import { readStoredConfig } from '../../src/runs/store/experiments/stored-config.ts';
import { TrainingThread } from '../../src/runs/threads/thread-handle.ts';
import { newStore, runnerFile } from '../worker/runs/harness.ts';
import { drawsFrom, repeat } from './draws.ts';
import { expectAnswer, expectOurs, spoiltValue } from './mutate.ts';
import { tinyConfig, tinyRequest } from './tiny-run.ts';

interface Side {
  calls: { double: { payload: number; reply: number } };
  events: { tick: { count: number } };
}

/** Two ports that hand over at once what the other posts. */
export function joined(): [Port, Port] {
  const listeners: ((message: unknown) => void)[][] = [[], []];
  const port = (own: number): Port => ({
    post: (message) => listeners[1 - own]?.forEach((listener) => listener(structuredClone(message))),
    onMessage: (listener) => void listeners[own]?.push(listener),
  });
  return [port(0), port(1)];
}

const envelopes = (): Envelope[] => [
  { v: 1, kind: 'call', id: 1, method: 'double', payload: 2 },
  { v: 1, kind: 'reply', id: 1, payload: { document: null, progress: null, ticket: null, canRun: true } },
  { v: 1, kind: 'error', id: 1, message: 'no such ticket' },
  { v: 1, kind: 'event', sequence: 1, method: 'tick', payload: { count: 7 } },
];

/** Posts spoilt envelopes to an endpoint, as a webview, a host or a runner could; sound calls are answered all the while. */
export async function postSpoiltEnvelopes(most: number, milliseconds: number, seed: number): Promise<number> {
  const [a, b] = joined();
  const draw = drawsFrom(seed);
  const problems: string[] = [];
  const handlers = { double: (value: number) => 2 * value.valueOf() };
  createEndpoint<Side, Side>(b, {
    handlers,
    onEvent: ({ payload }) => void payload.count.toFixed(),
    onProblem: (text) => problems.push(text),
  });
  const caller = createEndpoint<Side, Side>(a, { handlers });
  return repeat(most, milliseconds, async (index) => {
    const all = envelopes();
    a.post(spoiltValue(all[draw(all.length)], draw) as Envelope);
    for (const problem of problems.splice(0)) if (problem.length > 20_000) throw new Error('a problem without end');
    if (index % 50 === 0 && (await caller.call('double', 4)) !== 8) throw new Error('a call was not answered');
  });
}

/** A thread that answers whatever it is asked with what it is given: messages of a thread, spoilt. */
const talkingThread = `
const { parentPort, workerData } = require('node:worker_threads');
parentPort.on('message', () => { for (const message of workerData.messages) parentPort.postMessage(message); parentPort.postMessage({ kind: 'error', told: 'the last', detail: null }); });`;

const messages = (): unknown[] => [
  { kind: 'evaluation', evaluation: { iteration: 20, validationLoss: 0.5, validationAccuracy: 0.5 } },
  { kind: 'progress', iteration: 20, pace: { iterations: 20, seconds: 1 } },
  { kind: 'checkpoint', checkpoint: { iteration: 20, weights: new Map() }, seconds: 1 },
  { kind: 'outcome', outcome: { kind: 'finished', evaluations: [] }, seconds: 1 },
];

/** Threads that send spoilt messages; each piece of work is answered or fails, and the process lives. */
export async function listenToSpoiltThreads(most: number, milliseconds: number, seed: number): Promise<number> {
  const draw = drawsFrom(seed);
  let sent = 0;
  await repeat(Math.ceil(most / 100), milliseconds, async () => {
    const spoilt = Array.from({ length: 100 }, () => spoiltValue(messages()[draw(4)], draw));
    const thread = new TrainingThread(talkingThread, { messages: [...spoilt, null, 7] } as unknown as ThreadData);
    const listener = { onEvaluation: () => undefined, onProgress: () => undefined, onCheckpoint: () => undefined };
    await thread.train({} as never, listener).catch((error: unknown) => expectOurs(error, 'a thread'));
    await thread.terminate();
    sent += spoilt.length;
  });
  return sent;
}

/** Requests that are none, to the function that a runner checks them with: what it lets through is a request of this version. */
export async function checkSpoiltRequests(most: number, milliseconds: number, seed: number): Promise<number> {
  const draw = drawsFrom(seed);
  const sound = JSON.stringify({
    ...{ ...tinyRequest('/store'), executor: { kind: 'slurm', partition: 'x' }, tensorFlowFolder: '/tf' },
    retrain: { ticket: 'small/trial-1/round-01', change: { weights: 'reinit', mask: 'same', seed: 3 } },
    imports: { tickets: [{ weights: '/w', mask: null, trial: 1, round: null }], train: true },
    members: [{ experiment: 'small', config: tinyConfig }],
  });
  return repeat(most, milliseconds, (index) =>
    expectAnswer(`request ${String(index)} of seed ${String(seed)}`, () => {
      const request = spoiltValue(JSON.parse(sound), draw);
      checkRequest(request);
      experimentFolderName(request.experiment);
      // Keys of a newer version are let through, as in a store's records.
      if (!('config' in readStoredConfig(request.config))) throw new TypeError('no config of ours');
    }),
  );
}

/** Requests that are none, to a real runner: it says why and ends; nothing of Node's own comes out. */
export async function sendSpoiltRequests(most: number, milliseconds: number, seed: number): Promise<number> {
  const draw = drawsFrom(seed);
  return repeat(most, milliseconds, async (index) => {
    const payload = spoiltValue(structuredClone(tinyRequest(newStore())), draw);
    const child = fork(runnerFile, [], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [] });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.send({ v: 1, kind: 'call', id: 1, method: 'start', payload });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0 || /\n\s+at /.test(said))
      throw new Error(`request ${String(index)} of seed ${String(seed)}: ${String(code)} ${said.slice(0, 500)}`);
  });
}
