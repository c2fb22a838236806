import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DataError } from '../../../../src/data/data-error.ts';
import { loadKnownDataset } from '../../../../src/data/known/dataset.ts';
import { download } from '../../../../src/data/known/fetch-dataset.ts';
import { knownDatasets, type KnownFile } from '../../../../src/data/known/known-datasets.ts';
import { proxyFor } from '../../../../src/data/known/proxy.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';

const body = Buffer.alloc(300_000, 'lottery ');
const sha256 = createHash('sha256').update(body).digest('hex');

let server: Server;
let folder: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const ranges: (string | undefined)[] = [];

beforeEach(async () => {
  // Whatever proxy this machine has, the server of these tests is reached directly.
  vi.stubEnv('no_proxy', '127.0.0.1');
  folder = temporaryFolder();
  ranges.length = 0;
  server = createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  vi.unstubAllEnvs();
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

describe('what servers and networks do', () => {
  const failure = async (more: Partial<Parameters<typeof download>[2]> = {}, changes: Partial<KnownFile> = {}): Promise<DataError> => {
    const error = await download(file(changes), folder, { ...hooks, ...more }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DataError);
    return error as DataError;
  };

  it('a silent server is given up, before its answer and in the middle of it; what came is kept', async () => {
    answer = () => undefined;
    expect((await failure({ silentMilliseconds: 200 })).message).toContain('the server has sent nothing for');
    answer = (_, response) => void response.writeHead(200, { 'content-length': body.length }).write(body.subarray(0, 5000));
    expect((await failure({ silentMilliseconds: 200 })).message).toContain('the server has sent nothing for');
    expect(readFileSync(join(folder, 'data.bin.part')).length).toBe(5000);
  });

  it('a cut connection is said in words', async () => {
    answer = (_, response) =>
      void response.writeHead(200, { 'content-length': body.length }).write(body.subarray(0, 5000), () => response.destroy());
    expect((await failure()).message).toMatch(/data\.bin: the connection was cut before all had come/);
  });

  it('a file that is too long is not taken, whether the server says so or not', async () => {
    answer = (_, response) => void response.writeHead(200, { 'content-length': 400_000_000 }).write(body);
    expect((await failure()).message).toContain('expected a file of 300,000 bytes, found 400,000,000');
    answer = (_, response) => {
      response.writeHead(200);
      for (let count = 0; count < 5; count++) response.write(body);
    };
    expect((await failure()).message).toContain('expected a file of 300,000 bytes, found more');
    expect(readFileSync(join(folder, 'data.bin.part')).length).toBeLessThanOrEqual(body.length);
  });

  it('two downloads at once: one fetches, the other finds the file', async () => {
    answer = (request, response) => void setTimeout(() => whole(request, response), 100);
    const both = await Promise.all([download(file(), folder, hooks), download(file(), folder, hooks)]);
    expect(both).toEqual([join(folder, 'data.bin'), join(folder, 'data.bin')]);
    expect(ranges).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(['data.bin']);
  });

  it('redirections are followed, but not in a circle', async () => {
    answer = (request, response) =>
      request.url === '/there' ? whole(request, response) : void response.writeHead(302, { location: '/there' }).end();
    expect(readFileSync(await download(file(), folder, hooks)).equals(body)).toBe(true);
    answer = (_, response) => void response.writeHead(302, { location: '/data.bin' }).end();
    expect((await failure({}, { name: 'other.bin' })).message).toContain('from one address to another');
    answer = (_, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end();
    expect((await failure({}, { name: 'other.bin' })).message).toContain('which is not https');
  });

  it('a proxy is asked for the whole address, and for a tunnel where the server speaks https', async () => {
    const asked: string[] = [];
    const proxy = createServer((request, response) => {
      asked.push(`${request.url ?? ''} ${request.headers['proxy-authorization'] ?? ''}`);
      whole(request, response);
    }).on('connect', (request: IncomingMessage, socket: Socket) => {
      asked.push(request.url ?? '');
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    await download(file({ url: 'http://data.invalid/data.bin' }), folder, { ...hooks, proxy: `http://me:secret@127.0.0.1:${port}` });
    const tunnelled = await failure({ proxy: `http://127.0.0.1:${port}` }, { url: 'https://data.invalid/other.bin', name: 'other.bin' });
    proxy.close();
    expect(asked).toEqual([`http://data.invalid/data.bin Basic ${Buffer.from('me:secret').toString('base64')}`, 'data.invalid:443']);
    expect(tunnelled.message).toContain('the proxy answered 407 instead of connecting to data.invalid:443');
  });
});

it('a tunnel to something that speaks no https is a failure of the download alone', async () => {
  const proxy = createServer().on('connect', (_: IncomingMessage, socket: Socket) => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    socket.on('data', () => socket.end('no TLS at all')).on('error', () => undefined);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const reading = download(file({ url: 'https://data.invalid/data.bin' }), folder, { ...hooks, proxy: `http://127.0.0.1:${port}` });
  await expect(reading).rejects.toThrow('https://data.invalid/data.bin: cannot be reached');
  proxy.close();
});

describe('proxyFor', () => {
  const proxy = (url: string, environment: Record<string, string>, chosen?: string): string | undefined =>
    proxyFor(new URL(url), environment, chosen)?.href;

  it('reads the usual variables, small letters first; a setting wins', () => {
    expect(proxy('https://a.org/x', { HTTPS_PROXY: 'http://p:1', https_proxy: 'http://q:2' })).toBe('http://q:2/');
    expect(proxy('https://a.org/x', { HTTP_PROXY: 'http://p:1' })).toBeUndefined();
    expect(proxy('http://a.org/x', { HTTP_PROXY: 'p:1' })).toBe('http://p:1/');
    expect(proxy('https://a.org/x', { ALL_PROXY: 'http://p:1' })).toBe('http://p:1/');
    expect(proxy('https://a.org/x', { HTTPS_PROXY: 'http://p:1' }, 'http://s:3')).toBe('http://s:3/');
    expect(proxy('https://a.org/x', { HTTPS_PROXY: 'socks5://p:1' })).toBeUndefined();
  });

  it.each([
    ['*', true],
    ['a.org', true],
    ['.a.org', true],
    ['b.a.org', true],
    ['a.org:443', true],
    ['a.org:80', false],
    ['rg', false],
    ['other, a.org', true],
    ['', false],
  ])('NO_PROXY=%s', (exceptions, direct) => {
    expect(proxy('https://b.a.org/x', { HTTPS_PROXY: 'http://p:1', NO_PROXY: exceptions }) === undefined).toBe(direct);
  });
});

it('every data set that is known by name is fetched over https', () => {
  for (const { files } of Object.values(knownDatasets)) for (const { url } of files) expect(new URL(url).protocol).toBe('https:');
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
