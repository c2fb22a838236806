/** A value that a JSON text can hold. Objects have no prototype, so that a key such as `__proto__` is a key like any other. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

export type JsonPath = readonly (string | number)[];

/** Narrows to an object that is neither null nor an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object of these entries, without a prototype. */
export function jsonObject(entries: Iterable<readonly [string, JsonValue]>): JsonObject {
  const result = Object.create(null) as Record<string, JsonValue>;
  for (const [key, value] of entries) result[key] = value;
  return result;
}

/** The value at a path; undefined where there is none. */
export function valueAt(root: JsonValue | undefined, path: JsonPath): JsonValue | undefined {
  let value = root;
  for (const key of path) {
    if (Array.isArray(value)) value = typeof key === 'number' ? (value as readonly JsonValue[])[key] : undefined;
    else if (isJsonObject(value)) value = Object.hasOwn(value, key) ? value[key] : undefined;
    else return undefined;
  }
  return value;
}

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
