import type { Samples } from '../../engine.ts';
import { onceADataSet } from './once-a-data-set.ts';

function find(samples: Samples): number {
  if (!(samples.values instanceof Uint8Array)) return 0;
  const perSample = samples.values.length / samples.count;
  const looked = perSample * Math.min(samples.count, 1000);
  let zeros = 0;
  for (let at = 0; at < looked; at++) if (samples.values[at] === 0) zeros++;
  return zeros / looked;
}

/** Fraction of zeros among the bytes of the first 1,000 samples; 0 for floats. */
export const zeroInputsOf = onceADataSet(find);
