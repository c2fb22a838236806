/** Calls `action` at most once in `milliseconds`; the last request is never lost. */
export class Throttle {
  private timer: NodeJS.Timeout | undefined;
  private last = 0;

  constructor(
    private readonly milliseconds: number,
    private readonly action: () => void,
  ) {}

  request(): void {
    if (this.timer) return;
    this.timer = setTimeout(() => this.run(), Math.max(0, this.last + this.milliseconds - Date.now()));
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private run(): void {
    this.timer = undefined;
    this.last = Date.now();
    this.action();
  }
}
