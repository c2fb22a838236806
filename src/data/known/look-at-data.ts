/** What of a config's data is not there, by key: looked at while it is written, not only when it is run. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from '../../shared/config/problems/problem.ts';
import { pathsOf } from '../../shared/config/reading/rebase-dataset-paths.ts';
import type { DatasetConfig } from '../../shared/config/schema/dataset-schema.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { formatBytes } from '../../shared/text/format.ts';
import type { JsonObject, JsonPath } from '../../shared/text/json-value.ts';
import { t } from '../../shared/text/language.ts';
import { downloadableNames } from './known-datasets.ts';
import { missingFiles, totalBytes } from './missing-files.ts';

function named(dataset: string, at: JsonPath): readonly Finding[] {
  const name = downloadableNames.find((one) => one === dataset);
  const missing = name === undefined ? [] : missingFiles(name);
  if (name === undefined || missing.length === 0) return [];
  const size = formatBytes(totalBytes(missing));
  const message = t('{0} is not on this machine. It is fetched once ({1}) from its official address.', name, size);
  return [{ message, paths: [at], at: 'value', severity: 'warning', fix: { kind: 'fetch-data', dataset: name } }];
}

function ofFiles(dataset: JsonObject, at: JsonPath, baseFolder: string): readonly Finding[] {
  return pathsOf(dataset).flatMap(([key, file]): Finding[] => {
    const full = path.resolve(baseFolder, file);
    if (existsSync(full)) return [];
    const isFolder = key === 'folder';
    const message = isFolder
      ? t('There is no folder {0}. Paths are relative to the config.', full)
      : t('There is no file {0}. Paths are relative to the config.', full);
    return [{ message, paths: [[...at, key]], at: 'value', fix: { kind: 'choose-path', isFolder } }];
  });
}

const lookAt = (dataset: DatasetConfig, at: JsonPath, baseFolder: string): readonly Finding[] =>
  typeof dataset === 'string' ? named(dataset, at) : ofFiles(dataset as unknown as JsonObject, at, baseFolder);

/** Of the experiment's data set, and of the one that tickets are transferred to. @param baseFolder Of the config. */
export function lookAtData({ dataset, transfer }: Config, baseFolder: string): readonly Finding[] {
  const there = transfer?.dataset ? lookAt(transfer.dataset, ['transfer', 'dataset'], baseFolder) : [];
  return [...lookAt(dataset, ['dataset'], baseFolder), ...there];
}
