/** An action that is asked for often and done seldom: never twice at once, and once more after the last request. */
export class Throttled {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private isRunning = false;
  private wanted = false;
  private last = -Infinity;
  private stopped = false;

  /** @param action Takes as long as it must, e.g. until a slow listener has taken what it sent; its failures are its own affair. */
  constructor(
    private readonly interval: number,
    private readonly action: () => Promise<void>,
  ) {}

  request(): void {
    this.wanted = true;
    if (this.stopped || this.isRunning || this.timer) return;
    const wait = Math.max(0, this.last + this.interval - performance.now());
    this.timer = setTimeout(() => this.run(), wait);
  }

  /** Nothing begins any more; resolves when what runs has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  private run(): void {
    this.timer = null;
    this.wanted = false;
    this.isRunning = true;
    this.last = performance.now();
    this.running = this.action()
      .catch(() => undefined)
      .then(() => this.rest());
  }

  private rest(): void {
    this.isRunning = false;
    if (this.wanted) this.request();
  }
}
