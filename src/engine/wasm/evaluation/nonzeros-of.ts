/** How many bytes of each sample are not 0. */
import type { Samples } from '../../engine.ts';
import { onceADataSet } from '../layers/once-a-data-set.ts';
import { bytesOf } from './input-form.ts';

function count(samples: Samples): Uint32Array {
  const values = bytesOf(samples);
  const features = values.length / samples.count;
  const counts = new Uint32Array(samples.count);
  for (let s = 0, at = 0; s < samples.count; s++) {
    let nonzeros = 0;
    // 1 for every byte but 0, without a branch that would be guessed wrong.
    for (const end = at + features; at < end; at++) nonzeros += ((values[at] ?? 0) + 255) >> 8;
    counts[s] = nonzeros;
  }
  return counts;
}

/** Sample by sample. */
export const nonzerosOf = onceADataSet(count);
