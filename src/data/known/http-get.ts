/** GET over http or https, through a proxy where there is one; no step of it is waited for without end. */
import { type IncomingMessage, request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import { escaped } from '../../shared/text/plain-text.ts';
import { DataError } from '../data-error.ts';
import { proxyFor } from './proxy.ts';
import { tell, type Told, type Words } from '../../shared/text/told.ts';

export interface GetOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Address of a proxy; by default what HTTPS_PROXY, HTTP_PROXY and NO_PROXY say. */
  readonly proxy?: string | undefined;
  /** Milliseconds without a sign of the server. */
  readonly patience: number;
}

const mostRedirections = 5;

/** Words for the usual failures; anything else is the error's code. */
const reasons: Readonly<Record<string, Told>> = {
  ENOTFOUND: tell('its name is not known; is this machine online?'),
  EAI_AGAIN: tell('its name cannot be looked up; is this machine online?'),
  ECONNREFUSED: tell('the connection was refused'),
  ECONNRESET: tell('the connection was cut'),
  EPIPE: tell('the connection was cut'),
  ETIMEDOUT: tell('it does not answer'),
  EHOSTUNREACH: tell('there is no way to it'),
  ENETUNREACH: tell('there is no network'),
  ECONNABORTED: tell('the connection was cut'),
};

function why(error: unknown): Words {
  const { code = '' } = error as NodeJS.ErrnoException;
  return (
    reasons[code] ??
    (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(code) ? tell('its certificate is not trusted ({0})', code) : code || tell('unknown reason'))
  );
}

const byHand = tell('fetch it by hand on another machine, or set HTTPS_PROXY');

/** A failure on the way, of our own words; that the user stopped stays what it is. */
export function connectionError(url: string, error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted || error instanceof DataError) return signal.aborted ? signal.reason : error;
  return new DataError(url, tell('cannot be reached: {0}; {1}', why(error), byHand), { cause: error });
}

const silent = (url: string, patience: number): DataError =>
  new DataError(
    url,
    tell('the server has sent nothing for {0} seconds; try again later, what has come is kept', Math.round(patience / 1000)),
  );

function authorization({ username, password }: URL): Record<string, string> {
  if (username === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}

const sender = (url: URL): typeof httpRequest => (url.protocol === 'https:' ? httpsRequest : httpRequest);

/** Rejects when nothing is heard for `patience`. */
function answerTo(url: URL, options: RequestOptions, { signal, patience }: GetOptions, shown: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = sender(url)({ ...options, signal, timeout: patience, agent: false }, resolve);
    request.on('timeout', () => request.destroy(silent(shown, patience)));
    request.on('error', reject);
    request.end();
  });
}

/** A connection to the server of `url` through the proxy, which sees no more of it than the server's name. */
function tunnel(url: URL, proxy: URL, { signal, patience }: GetOptions): Promise<Socket> {
  const target = `${url.hostname}:${url.port || 443}`;
  const headers = { host: target, ...authorization(proxy) };
  return new Promise((resolve, reject) => {
    const { hostname, port } = proxy;
    const ask = sender(proxy)({ method: 'CONNECT', hostname, port, path: target, headers, signal, timeout: patience, agent: false });
    ask.on('timeout', () => ask.destroy(silent(proxy.origin, patience)));
    ask.on('error', reject);
    ask.on('connect', ({ statusCode = 0 }, socket) => {
      if (statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(new DataError(proxy.origin, tell('the proxy answered {0} instead of connecting to {1}', statusCode, target)));
    });
    ask.end();
  });
}

/** Encrypted through a tunnel: resolves when the certificate has been checked, so that a bad one is this function's failure. */
async function encrypted(url: URL, proxy: URL, options: GetOptions): Promise<Socket> {
  const through = await tunnel(url, proxy, options);
  return new Promise((resolve, reject) => {
    const socket = tlsConnect({ socket: through, servername: url.hostname }, () => resolve(socket));
    socket.setTimeout(options.patience, () => socket.destroy(silent(url.href, options.patience)));
    // Stays: a socket may fail once more when nobody listens any longer.
    socket.on('error', reject);
  });
}

async function once(url: URL, options: GetOptions): Promise<IncomingMessage> {
  const proxy = proxyFor(url, process.env, options.proxy);
  const { headers } = options;
  if (proxy === null) return answerTo(url, { ...plain(url), headers }, options, url.href);
  if (url.protocol === 'https:') {
    const socket = await encrypted(url, proxy, options);
    return answerTo(url, { ...plain(url), headers, createConnection: () => socket }, options, url.href);
  }
  // Over http the proxy is asked for the whole address.
  const through = {
    hostname: proxy.hostname,
    port: proxy.port,
    path: url.href,
    headers: { ...headers, host: url.host, ...authorization(proxy) },
  };
  return answerTo(proxy, through, options, url.href);
}

const plain = ({ hostname, port, pathname, search }: URL): RequestOptions => ({
  hostname: hostname.replace(/^\[|\]$/g, ''),
  port,
  path: pathname + search,
});

/** Never from https to http. */
function redirection({ statusCode = 0, headers: { location } }: IncomingMessage, from: URL): URL | null {
  if (statusCode < 301 || statusCode > 308 || statusCode === 304 || location === undefined) return null;
  const to = URL.canParse(location, from.href) ? new URL(location, from.href) : null;
  if (to === null || (to.protocol !== 'https:' && to.protocol !== from.protocol))
    throw new DataError(from.href, tell('the server sends on to {0}, which is not https', escaped(location.slice(0, 100))));
  return to;
}

/**
 * @returns The answer, whatever its status; its body is not read yet.
 * @throws DataError where no server answers; the reason of `signal` where that stops it.
 */
export async function httpGet(address: string, options: GetOptions): Promise<IncomingMessage> {
  let url = new URL(address);
  try {
    for (let count = 0; count <= mostRedirections; count++) {
      const response = await once(url, options);
      const next = redirection(response, url);
      if (next === null) return response;
      response.destroy();
      url = next;
    }
  } catch (error) {
    throw connectionError(address, error, options.signal);
  }
  throw new DataError(address, tell('the server sends from one address to another, more than {0} times', mostRedirections));
}

/** The body as it comes. @throws as `httpGet`, also where it ends before its time or nothing comes for too long. */
export async function* bodyOf(response: IncomingMessage, address: string, { signal, patience }: GetOptions): AsyncIterable<Uint8Array> {
  response.setTimeout(patience, () => response.destroy(silent(address, patience)));
  try {
    for await (const chunk of response as AsyncIterable<Uint8Array>) yield chunk;
  } catch (error) {
    throw signal.aborted || error instanceof DataError ? connectionError(address, error, signal) : cut(address, error);
  }
}

const cut = (address: string, error: unknown): DataError =>
  new DataError(address, tell('the connection was cut before all had come; the same command goes on where it stopped'), { cause: error });
