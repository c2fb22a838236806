/** One end of a channel: makes typed calls, answers the other end's, sends and receives events. */
import { messageOf } from '../text/message-of.ts';
import { foreignWords, ownWords } from '../text/own-words.ts';
import { plainLine } from '../text/plain-text.ts';
import { type Envelope, type Port, protocolVersion, protocolVersion as v } from './channel.ts';

// An endpoint checks the shape of every message: foreign code can post to a webview, and old code to a new runner.
type Fields = Readonly<Record<string, unknown>>;

const isNumber = (value: unknown): boolean => Number.isSafeInteger(value);
const isText = (value: unknown): boolean => typeof value === 'string';

const shapes = new Map<unknown, (fields: Fields) => boolean>([
  ['call', ({ id, method }) => isNumber(id) && isText(method)],
  ['reply', ({ id }) => isNumber(id)],
  ['error', ({ id, message }) => isNumber(id) && isText(message)],
  ['event', ({ sequence, method }) => isNumber(sequence) && isText(method)],
]);

/** Whatever a field holds, in few words. */
const shown = (value: unknown): string => (typeof value === 'object' ? 'an object' : plainLine(String(value), 100));

/** The envelope, or a sentence why the message is none. */
function readEnvelope(message: unknown): Envelope | string {
  if (typeof message !== 'object' || message === null) return 'The message is not an object.';
  const fields = message as Fields;
  if (fields['v'] !== protocolVersion) return `The message has protocol version ${shown(fields['v'])}; this end speaks ${protocolVersion}.`;
  const fits = shapes.get(fields['kind']);
  if (!fits) return `The message has kind ${shown(fields['kind'])}, which is unknown.`;
  return fits(fields) ? (message as Envelope) : `The message of kind ${shown(fields['kind'])} lacks a field, or one has the wrong type.`;
}

/** Calls that wait for a reply. */

interface Waiting {
  readonly resolve: (payload: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: ReturnType<typeof setTimeout> | null;
}

class PendingCalls {
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  /** `send` posts the call under its new number; if it throws, the call is rejected. */
  add(method: string, timeout: number | null, send: (id: number) => void): Promise<unknown> {
    const id = (this.lastId += 1);
    return new Promise((resolve, reject) => {
      const late = (): void => this.reject(id, `${method} was not answered within ${String(timeout)} ms.`);
      this.waiting.set(id, { resolve, reject, timer: timeout === null ? null : setTimeout(late, timeout) });
      try {
        send(id);
      } catch (error) {
        this.reject(id, messageOf(error));
      }
    });
  }

  /** A number that nobody waits for belongs to a call that has timed out. */
  resolve(id: number, payload: unknown): void {
    this.take(id)?.resolve(payload);
  }

  reject(id: number, message: string): void {
    this.take(id)?.reject(new Error(message));
  }

  rejectAll(message: string): void {
    for (const id of [...this.waiting.keys()]) this.reject(id, message);
  }

  private take(id: number): Waiting | undefined {
    const call = this.waiting.get(id);
    this.waiting.delete(id);
    if (call?.timer) clearTimeout(call.timer);
    return call;
  }
}

// Types of an endpoint: which calls and events each end of a channel has.
/** Calls and events of one end. Plain `object`s, so that interfaces fit. */
interface EndpointProtocol {
  /** Calls that this end makes: method -> { payload, reply }. */
  readonly calls: object;
  /** Events that this end sends: method -> payload. */
  readonly events: object;
}

type Name<T> = keyof T & string;
type Payload<Calls, M extends keyof Calls> = Calls[M] extends { payload: infer P } ? P : never;
type Reply<Calls, M extends keyof Calls> = Calls[M] extends { reply: infer R } ? R : never;

type Handlers<Calls> = { readonly [M in Name<Calls>]: (payload: Payload<Calls, M>) => Reply<Calls, M> | Promise<Reply<Calls, M>> };

/** An event with its payload's type: `if (event.method === 'progress') event.payload` is a `RunProgress`. */
export type ReceivedEvent<Events> = {
  readonly [E in Name<Events>]: { readonly method: E; readonly payload: Events[E]; readonly sequence: number };
}[Name<Events>];

/** Whether a payload is one that the call takes. */
export type PayloadChecks<Calls> = { readonly [M in Name<Calls>]: (payload: unknown) => boolean };

export interface EndpointOptions<Theirs extends EndpointProtocol> {
  readonly handlers: Handlers<Theirs['calls']>;
  /** Where the other end may be anybody's: a call that does not pass never reaches its handler. */
  readonly checks?: PayloadChecks<Theirs['calls']>;
  readonly onEvent?: (event: ReceivedEvent<Theirs['events']>) => void;
  /** Told of every message that was ignored, and of every event whose listener threw. */
  readonly onProblem?: (problem: string) => void;
}

interface CallOptions {
  /** Milliseconds until the call is rejected; null waits for ever. 10 s by default. */
  readonly timeout?: number | null;
}

export interface Endpoint<Mine extends EndpointProtocol> {
  /** Rejects on an error reply, a time-out, a port that throws, or `dispose`. */
  call<M extends Name<Mine['calls']>>(
    method: M,
    payload: Payload<Mine['calls'], M>,
    options?: CallOptions,
  ): Promise<Reply<Mine['calls'], M>>;
  /** Events are numbered from 1 in the order in which they are sent. */
  emit<E extends Name<Mine['events']>>(method: E, payload: Mine['events'][E]): void;
  /** Rejects the pending calls; messages that come later are ignored. */
  dispose(reason?: string): void;
}

type Message<K extends Envelope['kind']> = Extract<Envelope, { kind: K }>;
type AnyHandlers = Readonly<Record<string, (payload: unknown) => unknown>>;
type AnyChecks = Readonly<Record<string, (payload: unknown) => boolean>>;

class ChannelEnd {
  private readonly pending = new PendingCalls();
  private sequence = 0;
  private closed: string | null = null;

  constructor(
    private readonly port: Port,
    private readonly options: EndpointOptions<EndpointProtocol>,
  ) {
    port.onMessage((message) => {
      if (this.closed === null) this.receive(message);
    });
  }

  call(method: string, payload: unknown, { timeout = 10_000 }: { readonly timeout?: number | null } = {}): Promise<unknown> {
    if (this.closed !== null) return Promise.reject(new Error(this.closed));
    return this.pending.add(method, timeout, (id) => this.post({ v, kind: 'call', id, method, payload }));
  }

  emit(method: string, payload: unknown): void {
    this.sequence += 1;
    this.post({ v, kind: 'event', sequence: this.sequence, method, payload });
  }

  dispose(reason = 'The channel is closed.'): void {
    this.closed ??= reason;
    this.pending.rejectAll(reason);
  }

  private post(message: Envelope): void {
    if (this.closed === null) this.port.post(message);
  }

  private problem(text: string): void {
    this.options.onProblem?.(text);
  }

  private receive(raw: unknown): void {
    const message = readEnvelope(raw);
    if (typeof message === 'string') return this.problem(message);
    if (message.kind === 'reply') return this.pending.resolve(message.id, message.payload);
    if (message.kind === 'error') return this.pending.reject(message.id, message.message);
    if (message.kind === 'event') return this.receiveEvent(message);
    this.answer(message).catch((error: unknown) => this.problem(`A reply could not be sent: ${messageOf(error)}`));
  }

  private receiveEvent(event: Message<'event'>): void {
    try {
      this.options.onEvent?.(event as unknown as ReceivedEvent<object> as never);
    } catch (error) {
      this.problem(`The listener of event ${event.method} failed: ${messageOf(error)}`);
    }
  }

  /** A handler that throws, a method that is unknown, a reply that cannot be sent: the caller always hears of it. */
  private async answer({ id, method, payload }: Message<'call'>): Promise<void> {
    try {
      const handlers: AnyHandlers = this.options.handlers;
      const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
      if (!handler) throw new Error(`There is no method ${plainLine(method, 100)}.`);
      const checks: AnyChecks | undefined = this.options.checks;
      if (checks?.[method]?.(payload) === false) throw new Error(`${method} was called with what it does not take.`);
      this.post({ v, kind: 'reply', id, payload: await handler(payload) });
    } catch (error) {
      const foreign = foreignWords(error);
      if (foreign !== null) this.problem(`${method}: ${foreign}`);
      this.post({ v, kind: 'error', id, message: ownWords(error) });
    }
  }
}

/**
 * @param port One end of the channel; its listener is added here.
 * @typeParam Mine Calls and events that this end sends.
 * @typeParam Theirs Calls and events that the other end sends.
 */
export function createEndpoint<Mine extends EndpointProtocol, Theirs extends EndpointProtocol>(
  port: Port,
  options: EndpointOptions<Theirs>,
): Endpoint<Mine> {
  // The types hold at the edge only; inside, methods are names and payloads unknown.
  return new ChannelEnd(port, options as unknown as EndpointOptions<EndpointProtocol>) as unknown as Endpoint<Mine>;
}
