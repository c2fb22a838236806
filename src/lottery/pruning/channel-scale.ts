/**
 * Channels by the scales of their batch normalisations (You et al., ICLR 2020, "Drawing Early-Bird Tickets", after Liu et al. 2017, "Network
 * Slimming"): those of the smallest absolute scale go first, wherever they are.
 */
import { type ChannelGroup, channelGroups } from '../../shared/network/channels.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import { ChannelPruning, keptChannels } from '../masks/channels.ts';
import { keptTogether } from '../masks/mask.ts';
import type { Quota } from '../plan/targets.ts';
import type { DrawMask } from './criterion.ts';

interface Channel {
  readonly group: ChannelGroup;
  readonly channel: number;
  readonly score: number;
}

/** The channels that may go: all that remain but the strongest of each normalisation, since an emptied layer would cut the network in two. */
function candidates(group: ChannelGroup, mask: Mask, weights: Weights): readonly Channel[] {
  const scales = weights.get(group.scale)?.data;
  if (scales?.length !== group.channels) throw new Error(`no scales for ${group.filters}`);
  const kept = keptChannels(group, mask);
  const remaining = [...kept.keys()].filter((channel) => kept[channel] === 1);
  const channels = remaining.map((channel): Channel => ({ group, channel, score: Math.abs(scales[channel] ?? 0) }));
  return channels.toSorted((a, b) => a.score - b.score).slice(0, -1);
}

/** Ties as those of weights: the earlier layer, the lower index goes. */
function pruneQuota(groups: readonly ChannelGroup[], weights: Weights, mask: Mask, { names, kept }: Quota): Mask {
  const taking = groups.filter(({ filters }) => names.includes(filters));
  const order = taking.flatMap((group) => candidates(group, mask, weights)).toSorted((a, b) => a.score - b.score);
  const pruning = new ChannelPruning(mask, new Set(names));
  let remaining = keptTogether(mask, names);
  for (const { group, channel } of order) {
    if (remaining <= kept) break;
    remaining -= pruning.prune(group, channel);
  }
  return pruning.mask;
}

/** As few channels go as leave no more weights than the round's target: fewer than it by less than one channel. */
export const channelScaleMask: DrawMask = async ({ network, mask, trainedWeights }, target) => {
  const [groups, weights] = [channelGroups(network), await trainedWeights()];
  return target.reduce((before, quota) => pruneQuota(groups, weights, before, quota), mask);
};
