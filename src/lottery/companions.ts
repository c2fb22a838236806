import { waitForAll } from './failures.ts';

/** Trainings that run beside the tickets of a trial: no ticket waits for them, the trial does. */
export class Companions {
  private readonly trainings: Promise<void>[] = [];

  add(...trainings: readonly Promise<unknown>[]): void {
    // A finished training holds its weights and evaluations: nobody asks for them here.
    const ends = trainings.map((training) => training.then(() => undefined));
    // One may fail long before anybody waits for it: that is no unhandled rejection.
    for (const end of ends) end.catch(() => undefined);
    this.trainings.push(...ends);
  }

  /** To be asked when no more are added. @throws as `waitForAll`. */
  finished(): Promise<void> {
    return waitForAll(this.trainings);
  }
}
