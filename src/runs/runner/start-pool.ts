/** The threads of one run. */
import { freemem } from 'node:os';
import type { RunOrder } from '../../shared/channel/runner-protocol.ts';
import { checkpointRhythm } from '../threads/checkpoint-rhythm.ts';
import { poolSize } from '../threads/pool-size.ts';
import type { PoolNeeds } from '../threads/pool-size.ts';
import { ThreadPool } from '../threads/thread-pool.ts';
import { TrainingThread } from '../threads/thread-handle.ts';
import type { RunFiles } from './run-files.ts';

export interface PoolPlan {
  /** Of every experiment that shares the pool: each must fit. */
  readonly needs: readonly Omit<PoolNeeds, 'workers'>[];
  /** Anything but 0 in it stops every thread. */
  readonly stopFlag: SharedArrayBuffer;
}

export function startPool({ workers }: RunOrder, { kernels, threadCode, tfjsFolder }: RunFiles, plan: PoolPlan): ThreadPool {
  const { needs, stopFlag } = plan;
  const datasets = [...new Set(needs.flatMap((need) => need.datasets))];
  // Containers are told their own limit by newer versions of Node only.
  const free = 'availableMemory' in process ? Math.min(process.availableMemory(), freemem()) : freemem();
  const rhythm = checkpointRhythm(process.env);
  const size = needs.length === 0 ? 1 : Math.min(...needs.map((need) => poolSize({ workers, ...need }, free)));
  return new ThreadPool(size, () => new TrainingThread(threadCode, { kernels, tfjsFolder, datasets, stopFlag, rhythm }));
}
