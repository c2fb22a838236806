/** Trials take turns, and so do controls: each trial holds its weights and masks in memory from its beginning to its last ticket, each control from its draw to its end. */
import { WorkCancelled } from './work.ts';

export class Turns {
  private free: number;
  private readonly waiting: (() => void)[] = [];
  private cancelled: WorkCancelled | null = null;

  /** @param atOnce How many run side by side. */
  constructor(atOnce: number) {
    this.free = atOnce;
  }

  /** Runs `action` when it is its turn, in the order of the calls. @throws WorkCancelled where an earlier one was cancelled: then none begins. */
  async take<T>(action: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      if (this.cancelled) throw this.cancelled;
      return await action();
    } catch (error) {
      if (error instanceof WorkCancelled) this.cancelled = error;
      throw error;
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    }
  }
}
