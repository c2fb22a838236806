/** A ticket's layers in words, the same in the panel, the tree and the terminal. */
import type { LayerRole } from '../../network/parameter.ts';
import { formatCount, formatRemaining } from '../../text/format.ts';
import type { FilterSpread, LayerDetails } from './ticket-details.ts';
import { t } from '../../text/language.ts';

const kinds: Readonly<Record<LayerRole, () => string>> = {
  convolution: () => t('convolution'),
  dense: () => t('fully connected'),
  output: () => t('output'),
};

export const layerKindWords = (kind: LayerRole): string => kinds[kind]();

/** "2 of 64 fully pruned; 0 to 140 of 576 weights each, median 60". */
export function filterWords({ filters, pruned, weights, least, median, most }: FilterSpread): string {
  const numbers = [pruned, filters, least, most, weights, median].map(formatCount);
  return t('{0} of {1} fully pruned; {2} to {3} of {4} weights each, median {5}', ...numbers);
}

/** "conv2, convolution: 47.8 % (17,632 of 36,864); filters: 2 of 64 fully pruned; ...". */
export function layerWords({ name, kind, remaining, total, filters }: LayerDetails): string {
  const counts = t('{0} of {1}', formatCount(remaining), formatCount(total));
  const words = `${name}, ${layerKindWords(kind)}: ${formatRemaining(total > 0 ? remaining / total : 0)} (${counts})`;
  return filters ? `${words}; ${t('filters: {0}', filterWords(filters))}` : words;
}
