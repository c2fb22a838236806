/** A cluster on paper: tasks wait for processors in their order. What is submitted when, and which trainings share a task, is decided by the program's own rules. */
import type { TrainingId } from '../../src/lottery/places/role.ts';
import { groupTrainings, type TaskGroup } from '../../src/runs/slurm/batches.ts';
import { compareUrgency } from '../../src/runs/threads/thread-pool.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface ClusterShape {
  readonly nodes: number;
  /** Of a node. */
  readonly cores: number;
  /** Options of the run, as `executor.json` has them. */
  readonly cpus: number;
  readonly maxJobs: number;
  readonly taskMinutes: number;
  /** Seconds from a free processor to a task's first step: Slurm, Node.js, the data set. */
  readonly startSeconds: number;
}

/** Seconds between two looks at the store, and between two questions to the controller, as in `src/runs/slurm`. */
const [lookEvery, askEvery] = [1, 10];

const nextMultiple = (seconds: number, every: number): number => Math.ceil(seconds / every) * every;

interface Order {
  readonly place: TrainingId;
  readonly seconds: number;
  readonly resolve: () => void;
}

type Task = TaskGroup<Order>;

export class VirtualCluster {
  private ready: Order[] = [];
  private readonly queue: Task[] = [];
  private readonly freeCores: number[];
  private open = 0;
  private looks = false;
  /** Core-seconds of trainings. */
  busySeconds = 0;
  trainings = 0;

  constructor(
    private readonly time: VirtualTime,
    private readonly shape: ClusterShape,
  ) {
    this.freeCores = Array.from({ length: shape.nodes }, () => shape.cores);
  }

  /** @param seconds That it takes on one core. */
  train(place: TrainingId, seconds: number): Promise<void> {
    this.trainings++;
    this.busySeconds += seconds;
    return new Promise((resolve) => {
      this.ready.push({ place, seconds, resolve });
      void this.look();
    });
  }

  /** Submits what is ready at the next look. */
  private async look(): Promise<void> {
    if (this.looks) return;
    this.looks = true;
    await this.time.until(nextMultiple(this.time.now + lookEvery / 2, lookEvery));
    this.looks = false;
    const { cpus, taskMinutes, maxJobs } = this.shape;
    this.ready.sort((a, b) => compareUrgency(a.place, b.place));
    const tasks = groupTrainings(this.ready, ({ seconds }) => seconds, { cpus, taskSeconds: taskMinutes * 60, most: maxJobs - this.open });
    const submitted = new Set(tasks.flatMap(({ trainings }) => trainings));
    this.ready = this.ready.filter((order) => !submitted.has(order));
    this.open += tasks.length;
    this.queue.push(...tasks);
    this.startTasks();
  }

  private startTasks(): void {
    for (let task = this.queue[0]; task; task = this.queue[0]) {
      const node = this.freeCores.findIndex((free) => free >= task.cpus);
      if (node < 0) return;
      this.queue.shift();
      void this.carryOut(task, node);
    }
  }

  /** Its trainings one after the other, on the processor that is free first. */
  private async carryOut({ trainings, cpus }: Task, node: number): Promise<void> {
    const { startSeconds } = this.shape;
    const begun = this.time.now;
    const known = nextMultiple(begun, askEvery);
    const free = Array.from({ length: cpus }, () => begun + startSeconds);
    this.freeCores[node] = (this.freeCores[node] ?? 0) - cpus;
    const seen = trainings.map(async ({ seconds, resolve }) => {
      const core = free.indexOf(Math.min(...free));
      const end = (free[core] = (free[core] ?? 0) + seconds);
      await this.time.until(Math.max(known, nextMultiple(end, lookEvery)));
      resolve();
    });
    await this.time.until(Math.max(...free));
    this.freeCores[node] = (this.freeCores[node] ?? 0) + cpus;
    this.startTasks();
    await Promise.all(seen);
    this.open--;
    if (this.ready.length > 0) void this.look();
  }
}
