/** The limits of a reading thread, on code that keeps to none of them; that real readers end with it is in test/worker/runs/children.test.ts. */
import { afterEach, expect, it } from 'vitest';
import { limitVariables, type MemoryLimits, readInThread } from '../../../../src/runs/reading/read-in-thread.ts';

afterEach(() => Reflect.deleteProperty(process.env, limitVariables.dataset));

const ample: MemoryLimits = { heapMegabytes: 512, mostBytes: 4e9 };
const request = { kind: 'dataset', dataset: 'mnist', baseFolder: '/', builtInFolder: '/', classes: 10 } as const;

async function failure(
  code: string,
  limits: MemoryLimits = ample,
  signal?: AbortSignal,
): Promise<{ name: string; message: string; cause?: unknown }> {
  try {
    await readInThread(code, request, signal, limits);
  } catch (error) {
    return error as Error;
  }
  throw new Error('It was read.');
}

const forEver = 'for (;;);';

it('of time', async () => {
  process.env[limitVariables.dataset] = '0.3';
  expect(await failure(forEver)).toMatchObject({
    name: 'ReadError',
    message:
      'dataset: expected to be read within 0.3 seconds (WINNING_TICKET_DATA_SECONDS), found that it takes longer, and was stopped. Copy its files to a local disk if they lie on a slow one; otherwise they are damaged or far too many.',
  });
});

it('of memory for objects', async () => {
  const hungry = 'const all = []; for (;;) all.push({ place: all.length });';
  expect((await failure(hungry, { ...ample, heapMegabytes: 24 })).message).toBe(
    'dataset: expected to be read with at most 24.0 MB of memory, found that it takes more, and was stopped. The files are damaged or far too large.',
  );
});

it('of memory for arrays', async () => {
  const hungry = 'const all = []; setInterval(() => all.length < 40 && all.push(new Uint8Array(1e7).fill(1)), 20);';
  expect((await failure(hungry, { ...ample, mostBytes: 50e6 })).message).toBe(
    'dataset: expected to be read with at most 50.0 MB of memory, found that it takes more, and was stopped. The files are damaged or far too large.',
  );
});

it('ends in the middle of a loop when it is cancelled, or has been before', async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 100);
  expect((await failure(forEver, ample, stop.signal)).name).toBe('WorkCancelled');
  expect((await failure(forEver, ample, stop.signal)).name).toBe('WorkCancelled');
});

it('a thread that breaks down, or ends without a word, is told in words of our own', async () => {
  expect(await failure('null.x')).toMatchObject({
    name: 'ReadError',
    message: 'dataset: the thread that reads it broke down. The files are damaged, or the program is: install it again.',
    cause: { name: 'TypeError' },
  });
  expect((await failure('process.exit(3)')).message).toBe('dataset: the thread that reads it has ended without an answer. Try again.');
});
