/** Types of an endpoint: which calls and events each end of a channel has. */
import type { Envelope } from './channel.ts';

/** Interfaces do, where `Protocol` of channel.ts asks for an index signature. */
export interface EndpointProtocol {
  /** Calls that this end makes: method -> { payload, reply }. */
  readonly calls: object;
  /** Events that this end sends: method -> payload. */
  readonly events: object;
}

export type Name<T> = keyof T & string;
export type Payload<Calls, M extends keyof Calls> = Calls[M] extends { payload: infer P } ? P : never;
export type Reply<Calls, M extends keyof Calls> = Calls[M] extends { reply: infer R } ? R : never;

export type Handlers<Calls> = { readonly [M in Name<Calls>]: (payload: Payload<Calls, M>) => Reply<Calls, M> | Promise<Reply<Calls, M>> };

/** An event with its payload's type: `if (event.method === 'progress') event.payload` is a `RunProgress`. */
export type ReceivedEvent<Events> = {
  readonly [E in Name<Events>]: { readonly method: E; readonly payload: Events[E]; readonly sequence: number };
}[Name<Events>];

export interface EndpointOptions<Theirs extends EndpointProtocol> {
  readonly handlers: Handlers<Theirs['calls']>;
  readonly onEvent?: (event: ReceivedEvent<Theirs['events']>) => void;
  /** A closer look at well-formed messages, e.g. at their payload; false refuses one. */
  readonly guard?: (message: Envelope) => boolean;
  /** Told of every message that was ignored, and of every event whose listener threw. */
  readonly onProblem?: (problem: string) => void;
}

export interface CallOptions {
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
