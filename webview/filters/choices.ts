import { kernelsPerPage } from '../../src/shared/results/filter-kernels.ts';
import { formatRemaining } from '../../src/shared/text/format.ts';

/** "3 · 12.5 %", "4 · fully pruned". */
export const filterChoices = (counts: readonly number[], weights: number): readonly string[] =>
  counts.map((count, filter) => `${filter + 1} · ${count === 0 ? 'fully pruned' : formatRemaining(count / weights)}`);

/** "1-16 of 64", "17-32 of 64", ... */
export function channelChoices(channels: number, size: readonly [number, number]): readonly string[] {
  const most = kernelsPerPage(size);
  return Array.from({ length: Math.ceil(channels / most) }, (_, page) => {
    const [first, last] = [page * most + 1, Math.min(channels, (page + 1) * most)];
    return `${first === last ? first : `${first}-${last}`} of ${channels}`;
  });
}
