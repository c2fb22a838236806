import type { Finding } from '../reading/finding.ts';
import { formatNumber } from '../reading/format-number.ts';
import type { Config } from '../schema/schema.ts';

/** Late rewinding leaves something to train: the training goes on after the iteration it rewinds to. */
export function checkRewind({ rewind, training }: Config): readonly Finding[] {
  if (typeof rewind === 'string' || rewind.iteration < training.iterations) return [];
  const message = `rewind.iteration must be below ${formatNumber(training.iterations)}, the iterations of a training, or nothing is left to train.`;
  return [{ message, paths: [['rewind', 'iteration'], ['rewind'], ['training', 'iterations']], at: 'value' }];
}
