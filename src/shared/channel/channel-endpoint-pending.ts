/** Calls that wait for a reply. */

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
      const late = (): void => this.reject(id, `${method} was not answered within ${String(timeout)} ms.`);
      this.waiting.set(id, { resolve, reject, timer: timeout === null ? null : setTimeout(late, timeout) });
      try {
        send(id);
      } catch (error) {
        this.reject(id, error instanceof Error ? error.message : String(error));
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
