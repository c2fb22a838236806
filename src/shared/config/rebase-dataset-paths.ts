import { isAbsolutePath, joinPath } from './file-paths.ts';
import { isJsonObject, jsonObject } from './json-value.ts';
import type { JsonObject, JsonValue } from './json-value.ts';

const pathKeys = new Set(['folder', 'path', 'file', 'train', 'test', 'trainImages', 'trainLabels', 'testImages', 'testLabels']);
/** In a .npz file these are names of arrays. */
const isArrayName = (kind: JsonValue | undefined, key: string): boolean => kind === 'npz' && /Images$|Labels$/.test(key);

/** Paths in an extended file are relative to that file; this makes them relative to the file that extends it. */
export function rebaseDatasetPaths(config: JsonObject, folder: string): JsonObject {
  const dataset = config['dataset'];
  if (folder === '.' || !isJsonObject(dataset)) return config;
  const rebased = Object.entries(dataset).map(([key, value]): [string, JsonValue] => {
    const isPath =
      pathKeys.has(key) && !isArrayName(dataset['kind'], key) && typeof value === 'string' && value !== '' && !isAbsolutePath(value);
    return [key, isPath ? joinPath(folder, value) : value];
  });
  return jsonObject([...Object.entries(config), ['dataset', jsonObject(rebased)]]);
}
