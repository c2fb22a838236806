import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadKnownDataset } from '../../../src/data/known/dataset.ts';
import { download } from '../../../src/data/known/fetch-dataset.ts';
import type { KnownFile } from '../../../src/data/known/known-datasets.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const body = Buffer.alloc(300_000, 'lottery ');
const sha256 = createHash('sha256').update(body).digest('hex');

let server: Server;
let folder: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const ranges: (string | undefined)[] = [];

beforeEach(async () => {
  folder = temporaryFolder();
  ranges.length = 0;
  server = createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const file = (more: Partial<KnownFile> = {}): KnownFile => {
  const { port } = server.address() as AddressInfo;
  return { name: 'data.bin', url: `http://127.0.0.1:${port}/data.bin`, bytes: body.length, sha256, of: 'file', ...more };
};
const hooks = { signal: new AbortController().signal, onProgress: (): void => undefined };

function whole(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-length': body.length }).end(body);
}

function fromRange(request: IncomingMessage, response: ServerResponse): void {
  const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
  response.writeHead(206, { 'content-length': body.length - from }).end(body.subarray(from));
}

describe('download', () => {
  it('fetches, checks and names the file, with progress', async () => {
    answer = whole;
    const seen: number[] = [];
    const path = await download(file(), folder, { ...hooks, onProgress: (bytes, total) => seen.push(bytes / total) });
    expect(readFileSync(path).equals(body)).toBe(true);
    expect(seen.at(-1)).toBe(1);
    expect(existsSync(`${path}.part`)).toBe(false);
  });

  it('goes on where it was cut off', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': body.length }).write(body.subarray(0, 100_000), () => response.destroy());
    };
    await expect(download(file(), folder, hooks)).rejects.toThrow();
    const have = readFileSync(join(folder, 'data.bin.part')).length;
    expect(have).toBeGreaterThan(0);
    answer = fromRange;
    expect(readFileSync(await download(file(), folder, hooks)).equals(body)).toBe(true);
    expect(ranges).toEqual([undefined, `bytes=${have}-`]);
  });

  it('begins anew where the server knows no ranges, and takes a whole part as it is', async () => {
    writeFileSync(join(folder, 'data.bin.part'), 'old');
    answer = whole;
    expect(readFileSync(await download(file(), folder, hooks)).equals(body)).toBe(true);
    writeFileSync(join(folder, 'data.bin.part'), body);
    answer = (_, response) => void response.writeHead(416).end();
    expect(readFileSync(await download(file(), folder, hooks)).equals(body)).toBe(true);
  });

  it('removes what is not what it should be, and says so', async () => {
    answer = (_, response) => void response.end('a login page');
    await expect(download(file(), folder, hooks)).rejects.toThrow(/expected file with SHA-256 .* what came was removed/);
    expect(existsSync(join(folder, 'data.bin.part'))).toBe(false);
    answer = (_, response) => void response.writeHead(404).end();
    await expect(download(file(), folder, hooks)).rejects.toThrow('the server answered 404');
  });

  it('checks gzip by its contents', async () => {
    answer = (_, response) => void response.end(gzipSync(body, { level: 1 }));
    await expect(download(file({ of: 'contents' }), folder, hooks)).resolves.toBe(join(folder, 'data.bin'));
  });

  it('stops when it is told to, and keeps what came', async () => {
    const stop = new AbortController();
    answer = (_, response) => void response.writeHead(200, { 'content-length': body.length }).write(body.subarray(0, 1000));
    const onProgress = (): void => stop.abort();
    await expect(download(file(), folder, { signal: stop.signal, onProgress })).rejects.toThrow(/abort/i);
    expect(existsSync(join(folder, 'data.bin'))).toBe(false);
  });

  it('an unreachable server is named', async () => {
    await expect(download(file({ url: 'http://127.0.0.1:9/data.bin' }), folder, hooks)).rejects.toThrow(
      '127.0.0.1:9/data.bin: cannot be reached',
    );
  });
});

it('a data set that is not there: which file, where, and how to get it', async () => {
  process.env['WINNING_TICKET_DATA'] = folder;
  try {
    await expect(loadKnownDataset('cifar-10')).rejects.toThrow(
      /cifar-10: cifar-10 is not on this machine: run `winning-ticket data fetch cifar-10`.*cifar-10-binary\.tar\.gz/,
    );
  } finally {
    delete process.env['WINNING_TICKET_DATA'];
  }
});
