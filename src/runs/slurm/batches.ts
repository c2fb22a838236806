/** Which trainings share a task: short ones, until a task lasts minutes. */
import type { Dataset } from '../../shared/specs/samples.ts';
import { onesIn } from '../../shared/tensors/tensors.ts';
import { trainingSeconds } from '../estimate/training-seconds.ts';
import type { StoredRequest } from '../work/stored-request.ts';

/** Seconds of one training by the model of the engine's speed. */
export function expectedSeconds({ spec, mask }: Pick<StoredRequest, 'spec' | 'mask'>, datasets: readonly Dataset[]): number {
  const dataset = datasets.find(({ fingerprint }) => fingerprint === spec.dataset.fingerprint);
  const images = { train: dataset?.train.count ?? 60_000, test: dataset?.test.count ?? 10_000 };
  const densities = new Map([...(mask ?? [])].map(([name, tensor]) => [name, onesIn(tensor) / tensor.data.length] as const));
  const iterations = spec.iterations - (spec.startIteration ?? 0);
  return trainingSeconds({ network: spec.network, budget: { ...spec, iterations }, images, densities, engine: spec.engine });
}

/** How much longer trainings take here than the model says: known better with each that has ended. */
export class Slowness {
  private expected = 0;
  private measured = 0;

  add(expected: number, measured: number): void {
    this.expected += expected;
    this.measured += measured;
  }

  get factor(): number {
    return this.expected > 0 ? this.measured / this.expected : 1;
  }
}

export interface Grouping {
  /** Of a task, which carries out so many trainings side by side. */
  readonly cpus: number;
  readonly taskSeconds: number;
  /** Tasks, at most. */
  readonly most: number;
}

/**
 * In the given order, the most urgent first. Each task gets as many trainings as fill its processors, and more while they are short.
 * @returns At most `most` groups; what is left over waits.
 */
export function groupTrainings<T>(trainings: readonly T[], secondsOf: (one: T) => number, { cpus, taskSeconds, most }: Grouping): T[][] {
  const groups: T[][] = [];
  let seconds = Infinity;
  for (const one of trainings) {
    const group = groups.at(-1);
    if (group && (group.length < cpus || (seconds + secondsOf(one)) / cpus <= taskSeconds)) {
      group.push(one);
      seconds += secondsOf(one);
    } else if (groups.length < most) {
      groups.push([one]);
      seconds = secondsOf(one);
    } else break;
  }
  return groups;
}
