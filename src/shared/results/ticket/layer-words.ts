/** A ticket's layers in words, the same in the panel, the tree and the terminal. */
import type { LayerRole } from '../../network/parameters.ts';
import { formatCount, formatRemaining } from '../../text/format.ts';
import type { FilterSpread, LayerDetails } from '../experiment.ts';

export const layerKindWords: Readonly<Record<LayerRole, string>> = {
  convolution: 'convolution',
  dense: 'fully connected',
  output: 'output',
};

/** "2 of 64 fully pruned; 0 to 140 of 576 weights each, median 60". */
export function filterWords({ filters, pruned, weights, least, median, most }: FilterSpread): string {
  const spread = `${formatCount(least)} to ${formatCount(most)} of ${formatCount(weights)} weights each, median ${formatCount(median)}`;
  return `${formatCount(pruned)} of ${formatCount(filters)} fully pruned; ${spread}`;
}

/** "conv2, convolution: 47.8 % (17,632 of 36,864); filters: 2 of 64 fully pruned; ...". */
export function layerWords({ name, kind, remaining, total, filters }: LayerDetails): string {
  const share = `${formatRemaining(total > 0 ? remaining / total : 0)} (${formatCount(remaining)} of ${formatCount(total)})`;
  return `${name}, ${layerKindWords[kind]}: ${share}${filters ? `; filters: ${filterWords(filters)}` : ''}`;
}
