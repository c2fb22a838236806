import { waitForAll } from './failures.ts';

/** Trainings that run beside the tickets of a trial: no ticket waits for them, the trial does. */
export class Companions {
  private readonly trainings: Promise<unknown>[] = [];

  add(...trainings: readonly Promise<unknown>[]): void {
    // One may fail long before anybody waits for it: that is no unhandled rejection.
    for (const training of trainings) training.catch(() => undefined);
    this.trainings.push(...trainings);
  }

  /** To be asked when no more are added. @throws as `waitForAll`. */
  finished(): Promise<void> {
    return waitForAll(this.trainings);
  }
}
