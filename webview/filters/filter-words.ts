import { type FilterKernels, type Kernel, kernelsPerPage } from '../../src/shared/results/ticket/filter-kernels.ts';
import { formatCount, formatRemaining, formatThreeDigits } from '../../src/shared/text/format.ts';
import { t } from '../../src/shared/text/language.ts';

/** Which of a filter's weights are seen. */
export type Which = 'initial' | 'trained';

/** "3 · 12.5 %", "4 · fully pruned". @param counts Weights that remain in each filter, of `weights`. */
export const filterChoices = (counts: readonly number[], weights: number): readonly string[] =>
  counts.map((count, filter) => `${filter + 1} · ${count === 0 ? t('fully pruned') : formatRemaining(count / weights)}`);

/** A choice a page of kernels: "1-16 of 64", "17-32 of 64", ... @param size Height and width of a kernel. */
export function channelChoices(channels: number, size: readonly [number, number]): readonly string[] {
  const most = kernelsPerPage(size);
  return Array.from({ length: Math.ceil(channels / most) }, (_, page) => {
    const [first, last] = [page * most + 1, Math.min(channels, (page + 1) * most)];
    return t('{0} of {1}', first === last ? first : `${first}-${last}`, channels);
  });
}

/** The filter that is seen. @param channels One of `channelChoices`. */
export const filterWords = (filter: number, left: number, weights: number, channels: string): string =>
  t(
    'Filter {0}: {1} of {2} weights remain. Its kernels, one for each channel: {3}.',
    ...[filter + 1, formatCount(left), formatCount(weights), channels],
  );

/** "0.0213" or "pruned". */
export const weightWords = (value: number, kept: boolean): string => (kept ? formatThreeDigits(value) : t('pruned'));

/** More weights than this are too many to read out. */
const readable = 25;

/** A kernel's picture in words, for those who do not see it: every weight of a small one, of a large one how many remain. */
export function kernelWords({ channel, kept, ...weights }: Kernel, [, width]: FilterKernels['size'], which: Which): string {
  const left = kept.filter((one) => one === 1).length;
  const head = t('Channel {0}: {1} of {2} weights remain', channel + 1, left, kept.length);
  if (kept.length > readable || left === 0) return `${head}.`;
  const values = weights[which] ?? weights.initial;
  const words = kept.map((one, index) => weightWords(values[index] ?? 0, one === 1));
  const rows = Array.from({ length: kept.length / width }, (_, row) => words.slice(row * width, (row + 1) * width).join(', '));
  return `${head}. ${rows.join('; ')}.`;
}
