import { isJsonObject, jsonObject } from '../../text/json-value.ts';
import type { JsonValue } from '../../text/json-value.ts';

/** `over` on top of `base`: objects are merged deeply, everything else (arrays too) is replaced. */
export function mergeValues(base: JsonValue, over: JsonValue): JsonValue {
  if (!isJsonObject(base) || !isJsonObject(over)) return over;
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const below = merged.get(key);
    merged.set(key, below === undefined ? value : mergeValues(below, value));
  }
  return jsonObject(merged);
}
