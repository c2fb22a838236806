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
  /** A worker's memory holds one at a time. */
  readonly datasets: readonly Dataset[];
  readonly batchSize: number;
  /** More threads than trainings are of no use. */
  readonly trainings: number;
}

/** As asked for, but no more than fit into half of the free memory. */
export function poolSize({ workers, network, datasets, batchSize, trainings }: PoolNeeds, freeMemory: number): number {
  const bytes = datasets.map(({ train, test }) => workerMemoryBytes(network, [shapeOf(train), shapeOf(test)], batchSize));
  const each = threadBytes + Math.max(0, ...bytes);
  return Math.max(1, Math.min(workers ?? availableCores(), trainings, Math.floor(freeMemory / 2 / each)));
}
