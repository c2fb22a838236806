/** An action rests so many times as long as it took: what grows with the work must not take the time of the work. */
const restShare = 4;

/** An action that is requested often and done seldom: never twice at once, and once more after the last request. */
export class Throttle {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private running: Promise<void> | null = null;
  private isRequested = false;
  private next = -Infinity;
  private isStopped = false;

  /**
   * @param interval Milliseconds from one beginning to the next, at least.
   * @param action Takes as long as it must, e.g. until a slow listener has taken what it sent; it handles its own failures.
   */
  constructor(
    private readonly interval: number,
    private readonly action: () => Promise<void>,
  ) {}

  request(): void {
    this.isRequested = true;
    if (this.isStopped || this.running || this.timer) return;
    const wait = Math.max(0, this.next - performance.now());
    this.timer = setTimeout(() => this.run(), wait);
  }

  /** Nothing begins any more; resolves when what runs has ended. */
  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  private run(): void {
    this.timer = null;
    this.isRequested = false;
    const begun = performance.now();
    this.running = this.action()
      .catch(() => undefined)
      .then(() => this.rest(begun));
  }

  private rest(begun: number): void {
    const ended = performance.now();
    this.next = Math.max(begun + this.interval, ended + restShare * (ended - begun));
    this.running = null;
    if (this.isRequested) this.request();
  }
}
