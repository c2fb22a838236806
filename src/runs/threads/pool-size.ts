/** How many worker threads a run gets. */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { isTable } from '../../data/normalization.ts';
import { workerMemoryBytes } from '../../engine/wasm/worker-memory.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import type { Network } from '../../shared/network/network.ts';
import { parametersOf } from '../../shared/network/parameters.ts';
import { productOf } from '../../shared/network/shapes.ts';
import type { Dataset } from '../../shared/specs/samples.ts';
import type { EngineIdentity } from '../../shared/specs/training.ts';

// How many cores this process may use.
function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}

/** The quota of a container, in cores; Infinity without one. Node's own answer knows affinity, but not quotas on every version. */
export function quota(readText: (file: string) => string | null = read): number {
  const [first, second] = readText('/sys/fs/cgroup/cpu.max')?.split(' ') ?? [
    readText('/sys/fs/cgroup/cpu/cpu.cfs_quota_us'),
    readText('/sys/fs/cgroup/cpu/cpu.cfs_period_us'),
  ];
  const cores = Number(first ?? 'max') / Number(second ?? 'max');
  return cores > 0 ? cores : Infinity;
}

export const availableCores = (): number => Math.max(1, Math.min(availableParallelism(), Math.floor(quota())));

/** JavaScript, stack and messages of a thread, measured generously. */
const threadBytes = { wasm: 32 * 1024 * 1024, tfjs: 256 * 1024 * 1024 };

/** Values, gradient, two optimiser slots and mask of TensorFlow.js, and as much again while a step lasts. */
const tfjsBytesOfWeight = 40;

export interface PoolNeeds {
  /** The setting; null for one a core. */
  readonly workers: number | null;
  readonly network: Network;
  /** A worker's memory holds one at a time. */
  readonly datasets: readonly Dataset[];
  readonly training: Pick<Config['training'], 'batchSize' | 'validationSize' | 'augmentation'>;
  /** More threads than trainings are of no use. */
  readonly trainings: number;
  readonly engine: EngineIdentity['engine'];
  readonly backend?: EngineIdentity['backend'];
}

/** Each thread holds a table's columns normalised, in float32. */
const standardisedBytes = ({ train, test }: Dataset): number => (isTable(train) ? 4 * (train.values.length + test.values.length) : 0);

/** Memory of one worker thread, the data sets in their shared buffers not counted. */
export function threadMemoryBytes({ network, datasets, training, engine }: Omit<PoolNeeds, 'workers' | 'trainings'>): number {
  if (engine === 'tfjs')
    return threadBytes.tfjs + tfjsBytesOfWeight * parametersOf(network).reduce((sum, { shape }) => sum + productOf(shape), 0);
  const { batchSize, validationSize, augmentation } = training;
  const isAugmented = augmentation.flip || augmentation.crop > 0;
  const bytes = datasets.map(({ train, test }) => workerMemoryBytes({ network, train, test, validationSize, batchSize, isAugmented }));
  return threadBytes.wasm + Math.max(0, ...bytes) + Math.max(0, ...datasets.map(standardisedBytes));
}

/** As asked for, but no more than fit into half of the free memory. */
export function poolSize(needs: PoolNeeds, freeMemory: number): number {
  const { workers, trainings, backend } = needs;
  // How many trainings a graphics card does best with is measured at the start of a run that is long enough.
  const most = backend === 'webgpu' ? 1 : availableCores();
  return Math.max(1, Math.min(workers ?? most, trainings, Math.floor(freeMemory / 2 / threadMemoryBytes(needs))));
}
