/** Time that passes at once: whoever waits goes on in the order of what was waited for. */

/** Rounds of the event loop in which nothing new is waited for: all that follows from the last event has then happened. */
const quietRounds = 3;

export class VirtualTime {
  /** Seconds since the beginning. */
  now = 0;
  private readonly waiting: { readonly at: number; readonly goOn: () => void }[] = [];
  private changes = 0;

  until(at: number): Promise<void> {
    return new Promise((goOn) => {
      this.changes++;
      this.waiting.push({ at: Math.max(at, this.now), goOn });
    });
  }

  /** Lets time pass until `over` is settled. @throws Error where nobody waits although it is not. */
  async passUntil(over: Promise<unknown>): Promise<void> {
    let isOver = false;
    const end = over.finally(() => (isOver = true));
    end.catch(() => undefined);
    for (await this.quiet(); !isOver; await this.quiet()) {
      const next = this.takeNext();
      if (!next) throw new Error('Nothing is waited for any more, and yet it is not over.');
      this.now = next.at;
      next.goOn();
    }
    await end;
  }

  private takeNext(): { readonly at: number; readonly goOn: () => void } | undefined {
    const first = this.waiting.reduce((best, { at }, place) => (at < (this.waiting[best]?.at ?? Infinity) ? place : best), 0);
    return this.waiting.splice(first, 1)[0];
  }

  private async quiet(): Promise<void> {
    let seen = -1;
    for (let rounds = 0; rounds < quietRounds; rounds = seen === this.changes ? rounds + 1 : 0) {
      seen = this.changes;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
