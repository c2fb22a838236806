import type { Finding } from '../reading/finding.ts';
import type { Config } from '../schema/schema.ts';

const sizesPath = ['pruning', 'sizes'] as const;

/** Sizes belong to one-shot pruning, and a later round never holds more than an earlier one. */
export function checkSizes({ pruning }: Config): readonly Finding[] {
  const { sizes, schedule } = pruning;
  if (!sizes) return [];
  if (schedule !== 'one-shot') {
    const message = 'sizes are those of the schedule "one-shot"; how much iterative rounds leave follows from rounds and rates.';
    return [{ message, paths: [sizesPath, ['pruning', 'schedule']], at: 'key' }];
  }
  const place = sizes.findIndex((size, index) => index > 0 && size >= (sizes[index - 1] ?? 1));
  if (place < 0) return [];
  const message = `Each size must be smaller than the one before: ${String(sizes[place])} follows ${String(sizes[place - 1])}.`;
  return [{ message, paths: [[...sizesPath, place], sizesPath], at: 'value' }];
}
