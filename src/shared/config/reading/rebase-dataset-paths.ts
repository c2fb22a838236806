import { isAbsolutePath, joinPath } from '../../text/file-paths.ts';
import { isJsonObject, jsonObject, type JsonObject, type JsonValue } from '../../text/json-value.ts';

const pathKeys = new Set(['folder', 'path', 'file', 'train', 'test', 'trainImages', 'trainLabels', 'testImages', 'testLabels']);
/** In a .npz file these are names of arrays. */
const isArrayName = (kind: unknown, key: string): boolean => kind === 'npz' && /Images$|Labels$/.test(key);

type Named = Readonly<Record<string, unknown>>;

const isPathKey = (dataset: Named, key: string): boolean => pathKeys.has(key) && !isArrayName(dataset['kind'], key);

/** Files and folders that a data set of one's own names, as it names them. */
export const datasetPaths = (dataset: Named): readonly string[] =>
  Object.entries(dataset).flatMap(([key, value]) => (isPathKey(dataset, key) && typeof value === 'string' ? [value] : []));

/** The paths of a data set that consists of files, by their keys. */
export function pathsOf(dataset: JsonObject): readonly (readonly [key: string, path: string])[] {
  return Object.entries(dataset).flatMap(([key, value]) =>
    isPathKey(dataset, key) && typeof value === 'string' ? [[key, value] as const] : [],
  );
}

function rebasedDataset(dataset: JsonValue, folder: string): JsonValue {
  if (!isJsonObject(dataset)) return dataset;
  return jsonObject(
    Object.entries(dataset).map(([key, value]): [string, JsonValue] => {
      const isPath = isPathKey(dataset, key) && typeof value === 'string' && value !== '' && !isAbsolutePath(value);
      return [key, isPath ? joinPath(folder, value) : value];
    }),
  );
}

function rebasedNetwork(network: JsonValue, folder: string): JsonValue {
  if (!isJsonObject(network)) return network;
  const { model } = network;
  return typeof model === 'string' && !isAbsolutePath(model) ? { ...network, model: joinPath(folder, model) } : network;
}

/** Paths in an extended file are relative to that file; this makes them relative to the file that extends it. */
export function rebaseDatasetPaths(config: JsonObject, folder: string): JsonObject {
  if (folder === '.') return config;
  const rebased = Object.entries(config).map(([key, value]): [string, JsonValue] => {
    if (key === 'dataset') return [key, rebasedDataset(value, folder)];
    if (key === 'network') return [key, rebasedNetwork(value, folder)];
    return [key, key === 'transfer' && isJsonObject(value) ? rebaseDatasetPaths(value, folder) : value];
  });
  return jsonObject(rebased);
}
