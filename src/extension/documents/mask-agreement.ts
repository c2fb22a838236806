import type { LayerAgreement, TicketComparison } from '../../runs/library/store-reader.ts';

export interface Agreement {
  readonly overlap: number;
  readonly byChance: number;
}

/** Intersection over union of whole masks, from those of their layers and the sizes of the layers' masks. */
function overall(sizes: readonly number[], overlaps: readonly number[]): number {
  const intersections = overlaps.map((overlap, layer) => (overlap * (sizes[layer] ?? 0)) / (1 + overlap));
  const intersection = intersections.reduce((sum, one) => sum + one, 0);
  const union = sizes.reduce((sum, size) => sum + size, 0) - intersection;
  return union > 0 ? intersection / union : 1;
}

/** How far two masks agree over all layers; null where the networks differ in shape. */
export function maskAgreement({ a, b, agreement }: TicketComparison): Agreement | null {
  if (agreement.length === 0) return null;
  const remaining = (layers: typeof a.layers, { layer }: LayerAgreement): number =>
    layers.find(({ name }) => name === layer)?.remaining ?? 0;
  const sizes = agreement.map((layer) => remaining(a.layers, layer) + remaining(b.layers, layer));
  return {
    overlap: overall(
      sizes,
      agreement.map((layer) => layer.overlap),
    ),
    byChance: overall(
      sizes,
      agreement.map((layer) => layer.byChance),
    ),
  };
}
