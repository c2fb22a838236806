/** Each kernel's share of a step, and of what the core can do. */
import type { TrainInput } from '../../src/engine/engine.ts';
import type { CoreLimits, KernelShare } from '../document.ts';
import { kernelTimes } from './kernel-times.ts';
import { kernelWork } from './kernel-work.ts';
import type { KernelWork } from './kernel-work.ts';

const bytesPerMultiplyAdd = 4;

function shareOf({ multiplyAdds, loadBound }: KernelWork, seconds: number, { gigaflops, gigabytes }: CoreLimits): number {
  const arithmetic = (2 * multiplyAdds) / (gigaflops * 1e9);
  const loads = loadBound ? (bytesPerMultiplyAdd * multiplyAdds) / (gigabytes * 1e9) : 0;
  return Math.max(arithmetic, loads) / seconds;
}

export function kernelShares(work: string, kernels: Uint8Array, input: TrainInput, limits: CoreLimits): KernelShare[] {
  const known = kernelWork(input);
  const times = [...kernelTimes(kernels, input)].toSorted(([, a], [, b]) => b - a);
  return times.map(([kernel, seconds]) => {
    const asked = known.get(kernel);
    const counted = asked && asked.multiplyAdds > 0 ? asked : null;
    return {
      work,
      kernel,
      microseconds: seconds * 1e6,
      multiplyAdds: counted && Math.round(counted.multiplyAdds),
      shareOfLimit: counted && shareOf(counted, seconds, limits),
    };
  });
}
