import { isJsonObject, jsonObject } from '../../text/json-value.ts';
import type { JsonObject, JsonPath, JsonValue } from '../../text/json-value.ts';
import { configSchema } from '../schema/schema.ts';
import type { Config } from '../schema/schema.ts';

function without(value: JsonValue, path: JsonPath): JsonValue {
  const [first, ...rest] = path;
  if (!isJsonObject(value) || typeof first !== 'string') return value;
  const entries = Object.entries(value).filter(([key]) => key !== first || rest.length > 0);
  return jsonObject(entries.map(([key, inner]) => [key, key === first ? without(inner, rest) : inner]));
}

/** Nothing is taken out of a list, since its other items would move: the list goes as a whole. */
function removable(path: JsonPath): JsonPath {
  const item = path.findIndex((key) => typeof key === 'number');
  return item < 0 ? path : path.slice(0, item);
}

/**
 * The config with everything malformed left out and defaults in its place, for the checks across fields.
 * A key that must not be missing takes its object with it.
 */
export function wellFormedPart(raw: JsonObject, broken: readonly JsonPath[]): Config {
  let value: JsonValue = broken.reduce<JsonValue>((rest, path) => without(rest, removable(path)), raw);
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const result = configSchema.safeParse(value);
    if (result.success) return result.data;
    for (const issue of result.error.issues)
      value = without(value, removable(issue.path.slice(0, Math.max(1, issue.path.length - attempt)) as JsonPath));
  }
  return configSchema.parse({});
}
