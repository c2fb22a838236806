import type { JsonPath } from '../../text/json-value.ts';
import { experimentName, nameProblem } from '../facts/experiment-name.ts';
import type { Finding } from '../problems/problem.ts';
import type { DatasetConfig } from '../schema/dataset-schema.ts';
import type { Config } from '../schema/schema.ts';
import { t } from '../../text/language.ts';

/** The name becomes the name of a folder of the store. */
export function checkName(config: Config, path: string): readonly Finding[] {
  const problem = nameProblem(experimentName(config, path));
  if (problem === null) return [];
  const message =
    config.name === undefined
      ? t('The file\'s name is the experiment\'s name, and {0}. Add a "name".', problem)
      : t('The name names a folder, and {0}.', problem);
  return [{ message, paths: [['name']], at: 'value' }];
}

const files = ['trainImages', 'trainLabels', 'testImages', 'testLabels'] as const;

/** idx files are named by their folder, one by one, or both: a file that is named wins over the folder's. */
function missingFiles(dataset: DatasetConfig, path: JsonPath): readonly Finding[] {
  if (typeof dataset === 'string' || dataset.kind !== 'idx' || dataset.folder !== undefined) return [];
  const missing = files.filter((key) => dataset[key] === undefined);
  if (missing.length === 0) return [];
  const message =
    missing.length === files.length
      ? t('An idx data set needs "folder", or all four of {0}.', files.join(', '))
      : t('An idx data set needs "folder", or all four of {0}: {1} missing.', files.join(', '), missing.join(', '));
  return [{ message, paths: [path], at: 'value' }];
}

/** Of the experiment's data set, and of the one that tickets are transferred to. */
export function checkDatasetFiles({ dataset, transfer }: Config): readonly Finding[] {
  const there = transfer?.dataset ? missingFiles(transfer.dataset, ['transfer', 'dataset']) : [];
  return [...missingFiles(dataset, ['dataset']), ...there];
}
