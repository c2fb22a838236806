/** How far two masks of one shape agree, beside what chance would give. */
import { layerOfWeight } from '../../shared/network/network.ts';
import { maskOverlap } from '../../shared/results/layer-mask.ts';
import type { Mask } from '../../shared/tensors/tensors.ts';
import type { LayerAgreement } from './store-reader.ts';

function layerAgreement(layer: string, a: Uint8Array, b: Uint8Array): LayerAgreement {
  const [inA, inB] = [a, b].map((data) => data.reduce((sum, kept) => sum + kept, 0)) as [number, number];
  const both = a.reduce((sum, kept, index) => sum + kept * (b[index] ?? 0), 0);
  return { layer, ...maskOverlap({ both, inA, inB, total: a.length }) };
}

const shapes = (mask: Mask): string => JSON.stringify([...mask].map(([name, { shape }]) => [name, shape]));

/** Intersection over union, layer by layer; empty where the masks differ in shape. */
export function compareMasks(a: Mask, b: Mask): readonly LayerAgreement[] {
  if (shapes(a) !== shapes(b)) return [];
  return [...a].map(([name, { data }]) => layerAgreement(layerOfWeight(name), data, b.get(name)?.data ?? data));
}
