import type { Finding } from '../finding.ts';
import type { Config } from '../schema.ts';

const files = ['trainImages', 'trainLabels', 'testImages', 'testLabels'] as const;

/** idx files are named by their folder or one by one; anything between would leave open which are meant. */
export function checkDatasetFiles({ dataset }: Config): readonly Finding[] {
  if (typeof dataset === 'string') return [];
  const given = files.filter((key) => dataset[key] !== undefined);
  const missing = files.filter((key) => dataset[key] === undefined);
  const [first] = given;
  if (dataset.folder !== undefined) {
    const message = `Name either the folder or the four files: with "folder" given, ${given.join(', ')} would be ignored.`;
    return first === undefined ? [] : [{ message, paths: [['dataset', first], ['dataset']], at: 'key' }];
  }
  if (missing.length === 0) return [];
  const message = `An idx data set needs "folder", or all four of ${files.join(', ')}${first === undefined ? '' : `: ${missing.join(', ')} missing`}.`;
  return [{ message, paths: [['dataset']], at: 'value' }];
}
