import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type RunHandle, type RunOptions, startRun } from '../../../src/runs/client/start-run.ts';
import type { RunRequest } from '../../../src/shared/channel/runner-protocol.ts';
import { sharedFolder } from '../../temporary-folder.ts';

let folder = '';
beforeAll(() => void (folder = sharedFolder()));

/** Small runners that misbehave in one way each; they are real processes on a real channel. */
const prelude = `
const send = (message, done) => process.send({ v: 1, ...message }, done);
const reply = (id, payload) => send({ kind: 'reply', id, payload });
let sequence = 0;
const emit = (method, payload, done) => send({ kind: 'event', sequence: ++sequence, method, payload }, done);
const end = (state, failure = null) => emit('end', { state, failure, document: null }, () => process.exit(0));
const onCall = (handlers) => process.on('message', ({ id, method, payload }) => handlers[method]?.(id, payload));
process.on('disconnect', () => process.exit(0));
`;

let count = 0;
function runner(body: string, options: Partial<RunOptions> = {}): RunHandle {
  const runnerFile = path.join(folder, `runner-${(count += 1)}.cjs`);
  writeFileSync(runnerFile, prelude + body);
  return startRun({ runnerFile, request: { experiment: 'x' } as RunRequest, ...options });
}

describe('a run', () => {
  it('hands over its request, its events in order, and its end', async () => {
    const names: string[] = [];
    const logs: string[] = [];
    const run = runner(
      `emit('ready', { pid: process.pid });
       onCall({ start: (id, request) => { reply(id, { accepted: true }); emit('log', { level: 'info', text: request.experiment }); end('finished'); } });`,
      { onEvent: ({ method }) => names.push(method) },
    );
    run.on('log', ({ text }) => logs.push(text));
    expect(await run.ended).toEqual({ state: 'finished', failure: null, document: null });
    expect([names, logs]).toEqual([['ready', 'log', 'end'], ['x']]);
  });

  it('that cannot begin because the runner is missing says which file', async () => {
    const run = startRun({ runnerFile: path.join(folder, 'nowhere.cjs'), request: {} as RunRequest });
    const { state, failure } = await run.ended;
    expect(state).toBe('failed');
    expect(failure).toContain(`The runner is missing: ${path.join(folder, 'nowhere.cjs')}`);
    await run.cancel();
  });

  it('whose runner dies while starting fails with its exit code; its last words are for the log', async () => {
    const run = runner(`throw new Error('kernels.wasm is missing');`);
    const logs: string[] = [];
    run.on('log', ({ text }) => logs.push(text));
    const { state, failure } = await run.ended;
    expect(state).toBe('failed');
    expect(failure).toBe('The runner ended with exit code 1 while it was starting. The log has its last words.');
    expect(logs.join()).toContain('kernels.wasm is missing');
  });

  it('whose runner refuses the request fails with the reason, and the process ends', async () => {
    const { state, failure } = await runner(
      `onCall({ start: (id) => send({ kind: 'error', id, message: 'no such data set' }) }); setInterval(() => {}, 1000);`,
      { bounds: { kill: 100 } },
    ).ended;
    expect([state, failure]).toEqual(['failed', 'The runner did not begin: no such data set.']);
  });

  it('that somebody else runs already is refused with who does, and the process ends', async () => {
    const end = await runner(
      `onCall({ start: (id) => reply(id, { accepted: false, reason: 'Run by process 7.' }) }); setInterval(() => {}, 1000);`,
      { bounds: { kill: 100 } },
    ).ended;
    expect(end).toEqual({ state: 'failed', failure: 'Run by process 7.', document: null, refused: true });
  });

  it('whose runner never answers fails after a bound', async () => {
    const { failure } = await runner(`setInterval(() => {}, 1000);`, { bounds: { start: 300, kill: 100 } }).ended;
    expect(failure).toBe('The runner did not begin: start was not answered within 300 ms.');
  });

  it('whose runner is killed in the middle fails and says that work is kept', async () => {
    const { state, failure } = await runner(
      `onCall({ start: (id) => { reply(id, { accepted: true }); setTimeout(() => process.kill(process.pid, 'SIGKILL'), 50); } });`,
    ).ended;
    expect(state).toBe('failed');
    expect(failure).toContain(
      'was ended by signal SIGKILL in the middle of its work. Systems do this when memory runs out: try fewer workers. What was finished is kept',
    );
  });

  it('whose runner ends without a word, exit code 0, has failed all the same', async () => {
    const { state, failure } = await runner(
      `onCall({ start: (id) => { reply(id, { accepted: true }); setTimeout(() => process.exit(0), 50); } });`,
    ).ended;
    expect(state).toBe('failed');
    expect(failure).toContain('ended with exit code 0 in the middle of its work');
  });

  it('is not disturbed by what the runner prints', async () => {
    const { state } = await runner(
      `console.log('{"v":1}'); onCall({ start: (id) => { reply(id, { accepted: true }); end('finished'); } });`,
    ).ended;
    expect(state).toBe('finished');
  });

  it('reports messages that are none and goes on', async () => {
    const warnings: string[] = [];
    const run = runner(`process.send('hello'); onCall({ start: (id) => { reply(id, { accepted: true }); end('finished'); } });`);
    run.on('log', ({ text }) => warnings.push(text));
    expect((await run.ended).state).toBe('finished');
    expect(warnings).toEqual(['The message is not an object.']);
  });
});

describe('cancel', () => {
  const started = (run: RunHandle): Promise<void> => new Promise((resolve) => run.on('ready', () => resolve()));

  it('asks, and the runner ends by itself', async () => {
    const run = runner(
      `onCall({ start: (id) => { reply(id, { accepted: true }); emit('ready', { pid: 1 }); }, cancel: (id) => { reply(id, {}); end('cancelled'); } });`,
    );
    await started(run);
    await run.cancel();
    expect(await run.ended).toEqual({ state: 'cancelled', failure: null, document: null });
  });

  it('insists where the runner does not listen, not even to SIGTERM', async () => {
    const bounds = { cancel: 100, kill: 100 };
    const run = runner(
      `process.on('SIGTERM', () => {}); onCall({ start: (id) => { reply(id, { accepted: true }); emit('ready', { pid: 1 }); } });`,
      {
        bounds,
      },
    );
    await started(run);
    await Promise.all([run.cancel(), run.cancel()]);
    const { state, failure } = await run.ended;
    expect(state).toBe('cancelled');
    expect(failure).toContain('did not stop in time');
  });

  it('after the end does nothing', async () => {
    const run = runner(`onCall({ start: (id) => { reply(id, { accepted: true }); end('finished'); } });`);
    await run.ended;
    await run.cancel();
    expect((await run.ended).state).toBe('finished');
  });

  it('by force ends a runner at once', async () => {
    const run = runner(`onCall({ start: (id) => { reply(id, { accepted: true }); emit('ready', { pid: 1 }); } });`);
    await started(run);
    run.kill();
    const { state, failure } = await run.ended;
    expect(state).toBe('cancelled');
    expect(failure).toContain('The runner was stopped at once. What was finished is kept');
  });
});

it('a runner that stays after its end event is ended', async () => {
  const run = runner(
    `onCall({ start: (id) => { reply(id, { accepted: true }); emit('end', { state: 'finished', failure: null, document: null }); setInterval(() => {}, 1000); } });`,
    { bounds: { kill: 100 } },
  );
  expect((await run.ended).state).toBe('finished');
});
