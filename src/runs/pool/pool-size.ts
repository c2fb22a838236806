/** How many worker threads a run gets. */
import { shapeOf } from '../../engine/wasm/samples-in-memory.ts';
import { workerMemoryBytes } from '../../engine/wasm/worker-memory.ts';
import type { Network } from '../../shared/network.ts';
import type { Dataset } from '../../shared/samples.ts';
import { availableCores } from './available-cores.ts';

/** JavaScript, stack and messages of a thread, measured generously. */
const threadBytes = 32 * 1024 * 1024;

export interface PoolNeeds {
  /** The setting; null for one a core. */
  readonly workers: number | null;
  readonly network: Network;
  readonly dataset: Dataset;
  readonly batchSize: number;
  /** More threads than trainings are of no use. */
  readonly trainings: number;
}

/** As asked for, but no more than fit into half of the free memory. */
export function poolSize({ workers, network, dataset, batchSize, trainings }: PoolNeeds, freeMemory: number): number {
  const each = threadBytes + workerMemoryBytes(network, [shapeOf(dataset.train), shapeOf(dataset.test)], batchSize);
  return Math.max(1, Math.min(workers ?? availableCores(), trainings, Math.floor(freeMemory / 2 / each)));
}
