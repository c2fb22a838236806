/** What must hold of the data sets of one training. */
import type { Samples } from '../../engine.ts';

/** Bytes or floats: they must agree, since they share the normalisation. */
export function holdBytes(samples: readonly Samples[]): boolean {
  const kinds = new Set(samples.map(({ values }) => values instanceof Uint8Array));
  if (kinds.size > 1) throw new Error('Training and test set must both hold bytes or both hold floats.');
  return kinds.has(true);
}

/** Throws at the first label that is no class. */
export function checkLabels({ labels, count }: Samples, classes: number): void {
  const bad = labels.subarray(0, count).findIndex((label) => label >= classes);
  if (bad >= 0)
    throw new Error(`Sample ${String(bad)} has the label ${String(labels[bad])}, but the network has ${String(classes)} classes.`);
}
