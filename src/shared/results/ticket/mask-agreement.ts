/** How far two masks agree, layer by layer and as a whole. */
import { type MaskOverlap, ratio } from './layer-mask.ts';

export interface LayerAgreement extends MaskOverlap {
  readonly layer: string;
  /** Weights that both keep, that only one keeps, and all of the layer. */
  readonly shared: number;
  readonly onlyA: number;
  readonly onlyB: number;
  readonly total: number;
}

/** Two masks of n1 and n2 of N weights, drawn independently, share n1 n2 / N on average. */
const expectedShared = ({ shared, onlyA, onlyB, total }: LayerAgreement): number =>
  total === 0 ? 0 : ((shared + onlyA) * (shared + onlyB)) / total;

/** Of whole masks; null where there is no layer to compare. Chance draws each layer by itself. */
export function overallAgreement(layers: readonly LayerAgreement[]): MaskOverlap | null {
  if (layers.length === 0) return null;
  const sum = (of: (layer: LayerAgreement) => number): number => layers.reduce((total, layer) => total + of(layer), 0);
  const [shared, sizes, expected] = [sum((one) => one.shared), sum((one) => 2 * one.shared + one.onlyA + one.onlyB), sum(expectedShared)];
  return { overlap: ratio(shared, sizes - shared), byChance: ratio(expected, sizes - expected) };
}
