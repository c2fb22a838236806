/** Trials whose next ticket will be ordered in a moment. */

/** Longer than pruning takes; where no ticket comes, for whatever reason, its thread goes to others. */
const patience = 5_000;

export class ExpectedTickets {
  private readonly timers = new Map<number, NodeJS.Timeout>();

  /** @param onExpired Called when a thread is no longer kept. */
  constructor(private readonly onExpired: () => void) {}

  get count(): number {
    return this.timers.size;
  }

  add(trial: number): void {
    this.remove(trial);
    const expire = (): void => {
      this.timers.delete(trial);
      this.onExpired();
    };
    this.timers.set(trial, setTimeout(expire, patience).unref());
  }

  remove(trial: number): void {
    clearTimeout(this.timers.get(trial));
    this.timers.delete(trial);
  }

  clear(): void {
    for (const trial of [...this.timers.keys()]) this.remove(trial);
  }
}
