/** One end of a channel: makes typed calls, answers the other end's, sends and receives events. */
import { messageOf } from '../text/message-of.ts';
import { foreignWords, ownWords, toldOf } from '../text/own-words.ts';
import { plainLine } from '../text/plain-text.ts';
import { type Envelope, type Port, protocolVersion as v } from './channel.ts';
import { PendingCalls } from './pending-calls.ts';
import { readEnvelope } from './read-envelope.ts';
import { isWords } from '../text/told.ts';

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
    if (message.kind === 'error') return this.pending.reject(message.id, isWords(message.told) ? message.told : message.message);
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
      this.post({ v, kind: 'error', id, message: ownWords(error), told: toldOf(error) });
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
