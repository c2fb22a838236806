/** How a training image is changed before it is seen: mirrored, shifted, both or not at all. */
import { draw, drawKey } from '../shared/numbers/counter-random.ts';
import type { Augmentation } from '../shared/specs/training.ts';

export interface ImageMove {
  /** Rows and columns by which the cut-out lies below and right of the image, -crop to crop. */
  readonly down: number;
  readonly right: number;
  /** Mirrored before it is cut out. */
  readonly flip: boolean;
}

export const unmoved: ImageMove = { down: 0, right: 0, flip: false };

/** Bit 0 decides on the flip, the 15 bits above on the row, the next 15 on the column. */
function moveFrom(word: number, { flip, crop }: Augmentation): ImageMove {
  const shift = (bits: number): number => Math.floor(((bits & 0x7fff) * (2 * crop + 1)) / 0x8000) - crop;
  return { flip: flip && (word & 1) === 1, down: shift(word >>> 1), right: shift(word >>> 16) };
}

/** @returns The move of the sample at `place` of the batch of `iteration`. */
export function imageMoves(augmentation: Augmentation | undefined): (iteration: number, place: number) => ImageMove {
  if (!augmentation) return () => unmoved;
  const key = drawKey(augmentation.seed);
  return (iteration, place) => moveFrom(draw(key, iteration, place), augmentation);
}
