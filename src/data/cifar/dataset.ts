/** CIFAR-10 and CIFAR-100 in their official binary layout. */
import { resolve } from 'node:path';
import type { DatasetConfig } from '../../shared/config/schema/dataset-schema.ts';
import type { Dataset } from '../../shared/specs/samples.ts';
import { labelledImages } from '../labelled-images.ts';
import { cifarFiles } from './files.ts';
import { type CifarLayout, cifarRecords } from './records.ts';

type CifarConfig = Extract<DatasetConfig, { kind: 'cifar' }>;

function layoutOf({ classes }: CifarConfig): CifarLayout {
  if (classes === 10) return { classes: 10, labelBytes: 1, labelAt: 0 };
  return classes === 20 ? { classes: 20, labelBytes: 2, labelAt: 0 } : { classes: 100, labelBytes: 2, labelAt: 1 };
}

/**
 * @param baseFolder Relative paths of the config start here.
 * @returns Images of [3, 32, 32] bytes.
 * @throws DataError with the file, what was expected and what was found.
 */
export async function loadCifarDataset(config: CifarConfig, baseFolder: string): Promise<Dataset> {
  const layout = layoutOf(config);
  const { train, test } = await cifarFiles(resolve(baseFolder, config.path));
  return labelledImages(`cifar-${config.classes}`, cifarRecords(train, layout), cifarRecords(test, layout), layout.classes);
}
