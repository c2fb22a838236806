import type { Finding } from '../reading/finding.ts';
import { formatNumber } from '../reading/format-number.ts';
import type { KnownData } from '../schema/known-data.ts';
import { atInitialisation } from '../schema/pruning-schema.ts';
import type { Config } from '../schema/schema.ts';

const criterionPath = ['pruning', 'criterion'];

function checkSamples({ pruning, training }: Config, data: KnownData | undefined): readonly Finding[] {
  const left = (data?.trainImages ?? Infinity) - training.validationSize;
  if (pruning.samples <= left) return [];
  const message = `samples must be at most ${formatNumber(left)}, the images that validation leaves.`;
  return [
    {
      message,
      paths: [
        ['pruning', 'samples'],
        ['training', 'validationSize'],
      ],
      at: 'value',
    },
  ];
}

/** Pruning at initialisation scores initial weights with a batch: that batch must be there, and the weights must be what is trained. */
export function checkAtInitialisation(config: Config, data: KnownData | undefined): readonly Finding[] {
  const { criterion } = config.pruning;
  if (!atInitialisation(criterion)) return [];
  const samples = criterion === 'synflow' ? [] : checkSamples(config, data);
  if (config.rewind === 'initial') return samples;
  const message = `The criterion "${criterion}" scores the initial weights, so these are what must be trained: rewind must be "initial".`;
  return [...samples, { message, paths: [['rewind'], criterionPath], at: 'value' }];
}
