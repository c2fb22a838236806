/** Each kernel beside the limits of the core. */
import { kernelShares } from '../kernels/kernel-shares.ts';
import { coreLimits } from '../kernels/limits.ts';
import { lenetInput } from '../lenet-input.ts';
import type { Work } from './work.ts';

const percentages = [100, 10];

export const kernelsWork: Work = {
  name: 'kernels',
  byDefault: true,
  run: (context) => {
    const limits = coreLimits();
    context.limits = limits;
    for (const percent of percentages) {
      context.kernels.push(...kernelShares(`lenet-step-${percent}`, context.kernelBytes, lenetInput(percent / 100), limits));
    }
    return Promise.resolve([]);
  },
};
