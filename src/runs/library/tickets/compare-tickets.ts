/** Compares two tickets: how far their masks agree, beside what chance would give, and in which settings their experiments differ. */
import { settingDifferences } from '../../../shared/config/facts/setting-differences.ts';
import type { LayerPicture } from '../../../shared/channel/compare-protocol.ts';
import { layerOfWeight } from '../../../shared/network/network.ts';
import { maskOverlap } from '../../../shared/results/ticket/layer-mask.ts';
import type { LayerAgreement } from '../../../shared/results/ticket/mask-agreement.ts';
import { escapedMessage } from '../../../shared/text/plain-text.ts';
import type { Mask } from '../../../shared/tensors/tensors.ts';
import { mapTold, tell, ToldError } from '../../../shared/text/told.ts';
import type { MaskedTicket, TicketComparison } from '../store-reader.ts';

function layerAgreement(layer: string, a: Uint8Array, b: Uint8Array): LayerAgreement {
  const [inA, inB] = [a, b].map((data) => data.reduce((sum, kept) => sum + kept, 0)) as [number, number];
  const both = a.reduce((sum, kept, index) => sum + kept * (b[index] ?? 0), 0);
  const total = a.length;
  return { layer, ...maskOverlap({ both, inA, inB, total }), shared: both, onlyA: inA - both, onlyB: inB - both, total };
}

const shapes = (mask: Mask): string => JSON.stringify([...mask].map(([name, { shape }]) => [name, shape]));

/** Intersection over union, layer by layer; empty where the masks differ in shape. */
export function compareMasks(a: Mask, b: Mask): readonly LayerAgreement[] {
  if (shapes(a) !== shapes(b)) return [];
  return [...a].map(([name, { data }]) => layerAgreement(layerOfWeight(name), data, b.get(name)?.data ?? data));
}

const weightsAByte = 4;

/** Both masks of a layer in one picture. @throws RangeError where they have no such layer, or of different shapes. */
export function pictureOf(a: Mask, b: Mask, layer: string): LayerPicture {
  const [name, first] = [...a].find(([one]) => layerOfWeight(one) === layer) ?? [];
  const second = name === undefined ? undefined : b.get(name);
  if (!first || !second || first.data.length !== second.data.length)
    throw new ToldError(mapTold(tell('There are not two layers "{0}" of one shape.', layer), escapedMessage));
  const rows = first.shape[0] ?? 1;
  const codes = new Uint8Array(Math.ceil(first.data.length / weightsAByte));
  first.data.forEach((kept, index) => {
    const code = kept + 2 * (second.data[index] ?? 0);
    const at = Math.floor(index / weightsAByte);
    codes[at] = (codes[at] ?? 0) | (code << (2 * (index % weightsAByte)));
  });
  return { layer, rows, columns: first.data.length / Math.max(1, rows), codes: Buffer.from(codes).toString('base64') };
}

/** Two tickets side by side, of one store or two. */
export const compareTickets = (a: MaskedTicket, b: MaskedTicket): TicketComparison => ({
  a: a.details,
  b: b.details,
  agreement: compareMasks(a.mask, b.mask),
  settings: settingDifferences([a.config, b.config]),
});
