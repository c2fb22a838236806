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
  /** Of a task at most: it carries out so many trainings side by side. */
  readonly cpus: number;
  readonly taskSeconds: number;
  /** Tasks, at most. */
  readonly most: number;
}

/** The trainings of one task. */
export interface TaskGroup<T> {
  readonly trainings: readonly T[];
  /** Of the task, none of which waits idle for long while the others train. */
  readonly cpus: number;
}

/** Seconds until all are done, where each begins in its turn on the processor that is free first. */
function lastEnd(seconds: readonly number[], cpus: number): number {
  const free = Array.from({ length: cpus }, () => 0);
  for (const one of seconds) {
    const first = free.indexOf(Math.min(...free));
    free[first] = (free[first] ?? 0) + one;
  }
  return Math.max(...free);
}

/** A task whose processors idle for a larger share of its time is rather two. */
const mostIdle = 0.1;

function idlesLittle(seconds: readonly number[], cpus: number): boolean {
  return seconds.length === cpus && seconds.reduce((sum, one) => sum + one, 0) >= (1 - mostIdle) * cpus * lastEnd(seconds, cpus);
}

/** As many as there may be, half of them, a quarter: tasks of these sizes fill a node without gaps. */
function widths(cpus: number): readonly number[] {
  return cpus <= 1 ? [1] : [cpus, ...widths(Math.floor(cpus / 2))];
}

/** The first trainings that keep a task's processors busy: one for each, and as many again while all of them end in time. */
function firstGroup(seconds: readonly number[], { cpus: most, taskSeconds }: Grouping): { readonly cpus: number; readonly count: number } {
  const cpus = widths(most).find((width) => idlesLittle(seconds.slice(0, width), width)) ?? 1;
  let count = cpus;
  while (count + cpus <= seconds.length && lastEnd(seconds.slice(0, count + cpus), cpus) <= taskSeconds) count += cpus;
  return { cpus, count };
}

/**
 * In the given order, the most urgent first.
 * @returns At most `most` groups; what is left over waits.
 */
export function groupTrainings<T>(trainings: readonly T[], secondsOf: (one: T) => number, grouping: Grouping): TaskGroup<T>[] {
  const seconds = trainings.map(secondsOf);
  const groups: TaskGroup<T>[] = [];
  for (let from = 0; from < trainings.length && groups.length < grouping.most;) {
    const { cpus, count } = firstGroup(seconds.slice(from), grouping);
    groups.push({ trainings: trainings.slice(from, from + count), cpus });
    from += count;
  }
  return groups;
}
