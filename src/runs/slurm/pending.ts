/** A training that was ordered of the cluster and is not there yet. */
import type { Trained } from '../../lottery/work.ts';
import type { ExecutorOrder } from '../work/training-executor.ts';
import { tell, type Told } from '../../shared/text/told.ts';

export class Pending {
  /** Without having come further. */
  attempts = 0;
  /** Iteration of the checkpoint at the last attempt. */
  reached = 0;
  /** `performance.now()` before which it is not submitted again. */
  notBefore = 0;
  isOver = false;
  task: Task | null = null;

  constructor(
    readonly order: ExecutorOrder,
    readonly seconds: number,
    private readonly settle: { readonly resolve: (trained: Trained) => void; readonly reject: (error: unknown) => void },
  ) {}

  get hash(): string {
    return this.order.request.hash;
  }

  resolve(trained: Trained): void {
    this.isOver = true;
    this.settle.resolve(trained);
  }

  reject(error: unknown): void {
    this.isOver = true;
    this.settle.reject(error);
  }
}

/** One task of a job array, as the controller last described it. */
export class Task {
  state: 'queued' | 'held' | 'running' | 'ended' = 'queued';
  /** Slurm's own word for how it ended. */
  how = '';
  /** `performance.now()` at which it was seen to have ended; null before. */
  endedAt: number | null = null;
  /** Nodes it ran on. */
  node = '';
  readonly submittedAt = performance.now();

  constructor(
    readonly job: string,
    readonly index: number,
    readonly trainings: readonly Pending[],
  ) {}

  get id(): string {
    return `${this.job}_${String(this.index)}`;
  }

  get isOver(): boolean {
    return this.trainings.every((one) => one.isOver || one.task !== this);
  }
}

const running = new Set(['RUNNING', 'COMPLETING', 'CONFIGURING', 'SUSPENDED', 'STOPPED', 'SIGNALING', 'STAGE_OUT', 'RESIZING']);
const waiting = new Set(['PENDING', 'REQUEUED', 'REQUEUE_HOLD', 'REQUEUE_FED', 'SPECIAL_EXIT', 'RESV_DEL_HOLD']);

/** @param reason Why it waits, in Slurm's words. */
export function taskState(state: string, reason: string): Task['state'] {
  if (running.has(state)) return 'running';
  if (!waiting.has(state)) return 'ended';
  return state.endsWith('HOLD') || reason.startsWith('JobHeld') ? 'held' : 'queued';
}

/** Slurm's states of jobs that have ended, as they follow "job 12_3". */
export const endedWords: Readonly<Record<string, Told>> = {
  CANCELLED: tell('was cancelled by hand'),
  TIMEOUT: tell('reached its time limit before it had saved'),
  NODE_FAIL: tell('lost its node'),
  PREEMPTED: tell('had to make room for another job'),
  OUT_OF_MEMORY: tell('took more memory than it may; ask for more ("memory")'),
  FAILED: tell('failed'),
  BOOT_FAIL: tell('got a node that does not start'),
  DEADLINE: tell('missed its deadline'),
  COMPLETED: tell('ended without its result'),
};
