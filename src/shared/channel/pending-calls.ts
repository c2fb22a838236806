/** Calls that wait for a reply. */
import { messageOf } from '../text/message-of.ts';
import { tell, ToldError, type Words } from '../text/told.ts';

interface Waiting {
  readonly resolve: (payload: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: ReturnType<typeof setTimeout> | null;
}

export class PendingCalls {
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  /** `send` posts the call under its new number; if it throws, the call is rejected. */
  add(method: string, timeout: number | null, send: (id: number) => void): Promise<unknown> {
    const id = (this.lastId += 1);
    return new Promise((resolve, reject) => {
      const late = (): void => this.reject(id, tell('{0} was not answered within {1} ms.', method, timeout ?? 0));
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

  reject(id: number, reason: Words): void {
    this.take(id)?.reject(typeof reason === 'string' ? new Error(reason) : new ToldError(reason));
  }

  rejectAll(reason: string): void {
    for (const id of [...this.waiting.keys()]) this.reject(id, reason);
  }

  private take(id: number): Waiting | undefined {
    const call = this.waiting.get(id);
    this.waiting.delete(id);
    if (call?.timer) clearTimeout(call.timer);
    return call;
  }
}
