/** Each kernel's share of a step, and of what the core can do. */
import type { TrainInput } from '../../src/engine/engine.ts';
import type { CoreLimits, KernelShare } from '../document.ts';
import { activeFractions } from './activity.ts';
import { kernelTimes } from './kernel-times.ts';
import { kernelWork } from './kernel-work.ts';

/** In all kernels but this one, each multiply-add of four lanes loads 16 bytes: then loads may be the nearer limit. */
const withoutLoads = 'gemm';
const bytesPerMultiplyAdd = 4;

function shareOf(kernel: string, multiplyAdds: number, seconds: number, { gigaflops, gigabytes }: CoreLimits): number {
  const arithmetic = (2 * multiplyAdds) / (gigaflops * 1e9);
  const loads = kernel === withoutLoads ? 0 : (bytesPerMultiplyAdd * multiplyAdds) / (gigabytes * 1e9);
  return Math.max(arithmetic, loads) / seconds;
}

export function kernelShares(work: string, kernelBytes: Uint8Array, input: TrainInput, limits: CoreLimits): KernelShare[] {
  const { times, weights } = kernelTimes(kernelBytes, input);
  const asked = kernelWork(input, activeFractions(input, weights));
  const slowestFirst = [...times].toSorted(([, a], [, b]) => b - a);
  return slowestFirst.map(([kernel, seconds]) => {
    const multiplyAdds = asked.get(kernel) ?? null;
    const shareOfLimit = multiplyAdds && shareOf(kernel, multiplyAdds, seconds, limits);
    return { work, kernel, microseconds: seconds * 1e6, multiplyAdds: multiplyAdds && Math.round(multiplyAdds), shareOfLimit };
  });
}
