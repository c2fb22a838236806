import { isJsonObject, jsonObject } from '../../text/json-value.ts';
import type { JsonPath, JsonValue } from '../../text/json-value.ts';

/** The value with another one at a path; objects on the way are made where they are missing, lists are not. */
export function setAt(root: JsonValue | undefined, path: JsonPath, value: JsonValue): JsonValue {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(root)) {
    const items = root as readonly JsonValue[];
    return items.map((item, index) => (index === Number(key) ? setAt(item, rest, value) : item));
  }
  const entries = isJsonObject(root) ? Object.entries(root) : [];
  const before = entries.find(([name]) => name === String(key))?.[1];
  return jsonObject([...entries.filter(([name]) => name !== String(key)), [String(key), setAt(before, rest, value)]]);
}
