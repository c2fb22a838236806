/** How far two masks of one shape agree, beside what chance would give. */
import { layerOfWeight } from '../../shared/network/network.ts';
import type { Mask } from '../../shared/tensors/tensors.ts';
import type { LayerAgreement } from './store-reader.ts';

/** Two empty masks agree. */
const ratio = (intersection: number, union: number): number => (union === 0 ? 1 : intersection / union);

function layerAgreement(layer: string, a: Uint8Array, b: Uint8Array): LayerAgreement {
  const [inA, inB] = [a, b].map((data) => data.reduce((sum, kept) => sum + kept, 0)) as [number, number];
  const both = a.reduce((sum, kept, index) => sum + kept * (b[index] ?? 0), 0);
  // Two masks of n1 and n2 of N weights, drawn independently, share n1 n2 / N on average.
  const expected = a.length === 0 ? 0 : (inA * inB) / a.length;
  return { layer, overlap: ratio(both, inA + inB - both), byChance: ratio(expected, inA + inB - expected) };
}

const shapes = (mask: Mask): string => JSON.stringify([...mask].map(([name, { shape }]) => [name, shape]));

/** Intersection over union, layer by layer; empty where the masks differ in shape. */
export function compareMasks(a: Mask, b: Mask): readonly LayerAgreement[] {
  if (shapes(a) !== shapes(b)) return [];
  return [...a].map(([name, { data }]) => layerAgreement(layerOfWeight(name), data, b.get(name)?.data ?? data));
}
