import type { FilterKernels, Kernel } from '../../src/shared/results/filter-kernels.ts';
import { formatThreeDigits } from '../../src/shared/text/format.ts';

export type Which = 'initial' | 'trained';

/** "row 1, column 2: 0.0213" or "row 1, column 2: pruned". */
export function weightWords(value: number, kept: boolean): string {
  return kept ? formatThreeDigits(value) : 'pruned';
}

const readable = 25;

/** What a kernel's picture says, for those who do not see it: every weight of a small one, of a large one only how many remain. */
export function kernelWords({ channel, kept, ...weights }: Kernel, [, width]: FilterKernels['size'], which: Which): string {
  const left = kept.filter((one) => one === 1).length;
  const head = `Channel ${channel + 1}: ${left} of ${kept.length} weights remain`;
  if (kept.length > readable || left === 0) return `${head}.`;
  const values = weights[which] ?? weights.initial;
  const words = kept.map((one, index) => weightWords(values[index] ?? 0, one === 1));
  const rows = Array.from({ length: kept.length / width }, (_, row) => words.slice(row * width, (row + 1) * width).join(', '));
  return `${head}. ${rows.join('; ')}.`;
}
