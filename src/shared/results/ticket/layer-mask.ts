/** The mask of one layer with a bit for each weight, as the panel asks for it: a layer of 4096 x 4096 weights is 2 MB. */

export interface LayerMask {
  readonly ticket: string;
  readonly layer: string;
  /** PyTorch's: `[units, inputs]`, or `[filters, channels, height, width]`. */
  readonly shape: readonly number[];
  /** `packBits` of the flattened mask, in base64. */
  readonly bits: string;
}

/** Weight `i` is bit `i % 8`, the lowest first, of byte `i / 8`. @param data 1 where the weight remains, 0 where it is pruned. */
export function packBits(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.ceil(data.length / 8));
  for (let index = 0; index < data.length; index++) {
    if (data[index] === 1) bytes[index >>> 3] = (bytes[index >>> 3] ?? 0) | (1 << (index & 7));
  }
  return bytes;
}

/** Sizes of two masks of one layer. */
export interface MaskSizes {
  /** Weights that both keep. */
  readonly both: number;
  readonly inA: number;
  readonly inB: number;
  /** Weights of the layer. */
  readonly total: number;
}

export interface MaskOverlap {
  /** Intersection over union. */
  readonly overlap: number;
  /** Expected overlap of two independent random masks of these sizes. */
  readonly byChance: number;
}

/** Two empty masks agree. */
export const ratio = (intersection: number, union: number): number => (union === 0 ? 1 : intersection / union);

/** How far two masks agree, beside what chance would give. */
export function maskOverlap({ both, inA, inB, total }: MaskSizes): MaskOverlap {
  // Two masks of n1 and n2 of N weights, drawn independently, share n1 n2 / N on average.
  const expected = total === 0 ? 0 : (inA * inB) / total;
  return { overlap: ratio(both, inA + inB - both), byChance: ratio(expected, inA + inB - expected) };
}
