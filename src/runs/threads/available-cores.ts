/** How many cores this process may use. */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

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
