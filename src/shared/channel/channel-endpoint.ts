/** One end of a channel: makes typed calls, answers the other end's, sends and receives events. */
import { protocolVersion as v } from './channel.ts';
import type { Envelope, Port } from './channel.ts';
import { readEnvelope } from './channel-endpoint-guard.ts';
import { PendingCalls } from './channel-endpoint-pending.ts';
import type { Endpoint, EndpointOptions, EndpointProtocol, ReceivedEvent } from './channel-endpoint-types.ts';

export type { Endpoint, EndpointOptions, EndpointProtocol, Handlers, ReceivedEvent } from './channel-endpoint-types.ts';

type Message<K extends Envelope['kind']> = Extract<Envelope, { kind: K }>;
type AnyHandlers = Readonly<Record<string, (payload: unknown) => unknown>>;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

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
    if (this.options.guard?.(message) === false) return this.problem(`A message of kind ${message.kind} was refused.`);
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
      if (!handler) throw new Error(`There is no method ${method}.`);
      this.post({ v, kind: 'reply', id, payload: await handler(payload) });
    } catch (error) {
      this.post({ v, kind: 'error', id, message: messageOf(error) });
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
