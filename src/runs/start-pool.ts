/** The threads of one run. */
import { freemem } from 'node:os';
import type { Network } from '../shared/network.ts';
import type { RunOrder } from '../shared/runner-protocol.ts';
import type { Dataset } from '../shared/samples.ts';
import { checkpointRhythm } from './checkpoint-rhythm.ts';
import { poolSize } from './pool/pool-size.ts';
import { ThreadPool } from './pool/thread-pool.ts';
import { TrainingThread } from './pool/training-thread.ts';
import type { RunFiles } from './run-files.ts';

export interface PoolPlan {
  readonly network: Network;
  readonly datasets: readonly Dataset[];
  readonly batchSize: number;
  readonly trainings: number;
  /** Anything but 0 in it stops every thread. */
  readonly stopFlag: SharedArrayBuffer;
}

export function startPool({ workers }: RunOrder, { kernels, threadCode }: RunFiles, plan: PoolPlan): ThreadPool {
  const { datasets, stopFlag } = plan;
  // Containers are told their own limit by newer versions of Node only.
  const free = 'availableMemory' in process ? Math.min(process.availableMemory(), freemem()) : freemem();
  const rhythm = checkpointRhythm(process.env);
  return new ThreadPool(
    poolSize({ workers, ...plan }, free),
    () => new TrainingThread(threadCode, { kernels, datasets, stopFlag, rhythm }),
  );
}
