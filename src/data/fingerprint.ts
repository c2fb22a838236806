/** What a data set holds, as one hash: the same for a gzipped and a plain copy, under any name. */
import { createHash } from 'node:crypto';
import type { Hash } from '../shared/specs/training.ts';
import type { Samples } from '../shared/specs/samples.ts';

const bytesOf = (array: Samples['values'] | Samples['labels']): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/** Type, count and shape go first, so that no two data sets share their bytes by chance of layout. */
function describe(samples: Samples): string {
  const { count, sampleShape, values, labels } = samples;
  return `${JSON.stringify({ count, sampleShape, values: values.constructor.name, labels: labels.constructor.name })}\n`;
}

/** SHA-256 over shapes, values and labels of the training and the test set. */
export function fingerprint(train: Samples, test: Samples): Hash {
  const hash = createHash('sha256');
  for (const samples of [train, test]) hash.update(describe(samples)).update(bytesOf(samples.values)).update(bytesOf(samples.labels));
  return hash.digest('hex');
}
