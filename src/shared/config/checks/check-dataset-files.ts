import type { Finding } from '../finding.ts';
import type { Config } from '../schema.ts';

const files = ['trainImages', 'trainLabels', 'testImages', 'testLabels'] as const;

/** idx files are named by their folder, one by one, or both: a file that is named wins over the folder's. */
export function checkDatasetFiles({ dataset }: Config): readonly Finding[] {
  if (typeof dataset === 'string' || dataset.kind !== 'idx' || dataset.folder !== undefined) return [];
  const missing = files.filter((key) => dataset[key] === undefined);
  if (missing.length === 0) return [];
  const which = missing.length === files.length ? '' : `: ${missing.join(', ')} missing`;
  return [{ message: `An idx data set needs "folder", or all four of ${files.join(', ')}${which}.`, paths: [['dataset']], at: 'value' }];
}
