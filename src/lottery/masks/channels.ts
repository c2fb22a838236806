/** Whole channels in masks: the weights that make one, and those that take it. */
import type { ChannelGroup } from '../../shared/network/channels.ts';
import type { Mask, MaskTensor } from '../../shared/tensors/tensors.ts';
import { keptTogether } from './mask.ts';

/** A channel remains as long as any of the weights that make it does. @returns 1 or 0 for each channel. */
export function keptChannels({ filters, channels }: ChannelGroup, mask: Mask): Uint8Array {
  const data = mask.get(filters)?.data ?? new Uint8Array();
  const length = data.length / channels;
  return Uint8Array.from({ length: channels }, (_, channel) => Number(data.subarray(channel * length, (channel + 1) * length).includes(1)));
}

function clear(data: Uint8Array, from: number, length: number): number {
  let cleared = 0;
  for (const kept of data.subarray(from, from + length)) cleared += kept;
  data.fill(0, from, from + length);
  return cleared;
}

/** A mask under way from which channels are taken. */
export class ChannelPruning {
  readonly mask: Mask;

  /** @param names Of the tensors that take part; all others keep what they have. */
  constructor(
    mask: Mask,
    private readonly names: ReadonlySet<string>,
  ) {
    const own = (name: string, { shape, data }: MaskTensor): MaskTensor => ({ shape, data: names.has(name) ? data.slice() : data });
    this.mask = new Map([...mask].map(([name, tensor]) => [name, own(name, tensor)]));
  }

  /** Takes the weights that make a channel, and those that take it. @returns How many these were. */
  prune({ filters, takenBy, channels }: ChannelGroup, channel: number): number {
    const made = this.tensor(filters);
    const length = (made?.data.length ?? 0) / channels;
    const ofFilter = made ? clear(made.data, channel * length, length) : 0;
    const taking = takenBy === null ? null : this.tensor(takenBy);
    return taking ? ofFilter + this.pruneTaken(taking, channels, channel) : ofFilter;
  }

  private tensor(name: string): MaskTensor | null {
    return this.names.has(name) ? (this.mask.get(name) ?? null) : null;
  }

  /** In each row a channel's places lie together: the kernel's of a convolution, the image's where a dense layer takes it flattened. */
  private pruneTaken({ shape, data }: MaskTensor, channels: number, channel: number): number {
    const [rows = 1] = shape;
    const [row, places] = [data.length / rows, data.length / rows / channels];
    let cleared = 0;
    for (let from = channel * places; from < data.length; from += row) cleared += clear(data, from, places);
    return cleared;
  }
}

/** What tensors keep together when every normalisation is left a single channel; which one it is makes no difference. */
export function leastWeights(groups: readonly ChannelGroup[], mask: Mask, names: readonly string[]): number {
  const pruning = new ChannelPruning(mask, new Set(names));
  for (const group of groups) for (let channel = 1; channel < group.channels; channel++) pruning.prune(group, channel);
  return keptTogether(pruning.mask, names);
}

/**
 * The normalised Hamming distance over channels, as You et al. (ICLR 2020) measure it.
 * @param among The mask both are subsets of.
 * @returns The share of its channels in which the two differ, 0..1.
 */
export function channelDistance(groups: readonly ChannelGroup[], a: Mask, b: Mask, among: Mask): number {
  let [differing, all] = [0, 0];
  for (const group of groups) {
    const [one, other, both] = [keptChannels(group, a), keptChannels(group, b), keptChannels(group, among)];
    for (const [channel, kept] of one.entries()) differing += Number(kept !== other[channel]);
    all += both.reduce((sum, kept) => sum + kept, 0);
  }
  return differing / all;
}
