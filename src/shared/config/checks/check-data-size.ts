import type { Finding } from '../reading/finding.ts';
import { formatNumber } from '../reading/format-number.ts';
import type { KnownData } from '../schema/known-data.ts';
import type { Config } from '../schema/schema.ts';

/** Validation must leave something to train on, and a batch must fit into what is left. */
export function checkDataSize({ training }: Config, data: KnownData | undefined): readonly Finding[] {
  if (!data) return [];
  const { batchSize, validationSize } = training;
  const images = formatNumber(data.trainImages);
  const paths = { validation: ['training', 'validationSize'], batch: ['training', 'batchSize'], dataset: ['dataset'] } as const;
  if (validationSize >= data.trainImages) {
    const message = `validationSize must be below ${images}, the number of training images, or nothing is left to train on.`;
    return [{ message, paths: [paths.validation, paths.dataset], at: 'value' }];
  }
  const left = data.trainImages - validationSize;
  if (batchSize <= left) return [];
  const message = `batchSize must be at most ${formatNumber(left)}: ${images} training images less ${formatNumber(validationSize)} for validation.`;
  return [{ message, paths: [paths.batch, paths.validation, paths.dataset], at: 'value' }];
}
