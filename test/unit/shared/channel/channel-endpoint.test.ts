import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { createEndpoint, type Endpoint, type EndpointOptions } from '../../../../src/shared/channel/channel-endpoint.ts';
import type { Envelope, Port } from '../../../../src/shared/channel/channel.ts';

interface Host {
  calls: {
    double: { payload: number; reply: number };
    fail: { payload: null; reply: null };
    hang: { payload: null; reply: null };
    odd: { payload: null; reply: unknown };
  };
  events: object;
}
interface Guest {
  calls: object;
  events: { tick: { count: number }; text: string };
}

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

/** A real channel: structured clone, asynchronous, as between processes. */
function ports(): [Port, Port] {
  const { port1, port2 } = new MessageChannel();
  closers.push(() => port1.close());
  const port = (end: typeof port1): Port => ({
    post: (message) => end.postMessage(message),
    onMessage: (listener) => end.on('message', listener),
  });
  return [port(port1), port(port2)];
}

const handlers: EndpointOptions<Host>['handlers'] = {
  double: (value) => value * 2,
  fail: () => {
    throw new Error('no such ticket');
  },
  hang: () => new Promise(() => undefined),
  odd: () => () => 'functions cannot be cloned',
};

function pair(host: Partial<EndpointOptions<Guest>> = {}): { host: Endpoint<Host>; guest: Endpoint<Guest>; raw: Port } {
  const [a, b] = ports();
  const guest = createEndpoint<Guest, Host>(b, { handlers });
  return { host: createEndpoint<Host, Guest>(a, { handlers: {}, ...host }), guest, raw: b };
}

describe('calls', () => {
  it('are answered, each by its own reply', async () => {
    const { host } = pair();
    expect(await Promise.all([1, 2, 3].map((value) => host.call('double', value)))).toEqual([2, 4, 6]);
  });

  it('are rejected with the message of a handler that throws', async () => {
    await expect(pair().host.call('fail', null)).rejects.toThrow('no such ticket');
  });

  it('are rejected where the reply cannot be sent', async () => {
    await expect(pair().host.call('odd', null)).rejects.toThrow('Winning Ticket has met something that it did not expect');
  });

  it.each(['nothing', 'constructor', '__proto__'])('of the unknown method %s are rejected', async (method) => {
    await expect(pair().host.call(method as 'fail', null)).rejects.toThrow(`There is no method ${method}.`);
  });

  it('are rejected after their time-out, and later calls still work', async () => {
    const { host } = pair();
    await expect(host.call('hang', null, { timeout: 20 })).rejects.toThrow('hang was not answered within 20 ms.');
    expect(await host.call('double', 4)).toBe(8);
  });

  it('are rejected by dispose, pending or new', async () => {
    const { host } = pair();
    const pending = host.call('hang', null, { timeout: null });
    host.dispose('The window was closed.');
    await expect(pending).rejects.toThrow('The window was closed.');
    await expect(host.call('double', 1)).rejects.toThrow('The window was closed.');
  });

  it('are rejected where the port throws', async () => {
    const port: Port = {
      post: () => {
        throw new Error('channel closed');
      },
      onMessage: () => undefined,
    };
    await expect(createEndpoint<Host, Guest>(port, { handlers: {} }).call('double', 1)).rejects.toThrow('channel closed');
  });
});

describe('events', () => {
  it('come in order, numbered from 1, with their payloads', async () => {
    const received: unknown[] = [];
    const { host, guest } = pair({ onEvent: ({ method, payload, sequence }) => received.push([sequence, method, payload]) });
    guest.emit('tick', { count: 7 });
    guest.emit('text', 'done');
    await host.call('double', 0);
    expect(received).toEqual([
      [1, 'tick', { count: 7 }],
      [2, 'text', 'done'],
    ]);
  });

  it('whose listener throws are reported; the channel lives on', async () => {
    const problems: string[] = [];
    const onEvent = (): void => {
      throw new Error('broken chart');
    };
    const { host, guest } = pair({ onEvent, onProblem: (problem) => problems.push(problem) });
    guest.emit('text', 'x');
    expect(await host.call('double', 5)).toBe(10);
    expect(problems).toEqual(['The listener of event text failed: broken chart']);
  });
});

describe('messages that are none', () => {
  const bad: [string, unknown][] = [
    ['text', 'hello'],
    ['null', null],
    ['another version', { v: 2, kind: 'event', sequence: 1, method: 'text', payload: '' }],
    ['an unknown kind', { v: 1, kind: 'shout', id: 1 }],
    ['a call without a number', { v: 1, kind: 'call', method: 'double', payload: 1 }],
    ['an error without a message', { v: 1, kind: 'error', id: 1 }],
    ['an event with a text as number', { v: 1, kind: 'event', sequence: '1', method: 'text' }],
  ];

  it.each(bad)('(%s) are ignored and reported', async (_, message) => {
    const problems: string[] = [];
    const events: unknown[] = [];
    const { host, raw } = pair({ onEvent: (event) => events.push(event), onProblem: (problem) => problems.push(problem) });
    raw.post(message as Envelope);
    expect(await host.call('double', 1)).toBe(2);
    expect(problems).toHaveLength(1);
    expect(events).toEqual([]);
  });
});
