import type { JsonPath, JsonValue } from '../../text/json-value.ts';
import { configJsonSchema, type JsonSchema } from './json-schema.ts';

let cached: JsonSchema | undefined;
const rootSchema = (): JsonSchema => (cached ??= configJsonSchema());

const alternatives = (schema: JsonSchema): readonly JsonSchema[] => schema.anyOf ?? [schema];

function child(schema: JsonSchema, key: string | number): JsonSchema | undefined {
  if (typeof key === 'number') return schema.items;
  if (schema.properties && Object.hasOwn(schema.properties, key)) return schema.properties[key];
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

/** What the schema says about the value at a path; undefined where no such key exists. */
export function schemaAt(path: JsonPath): JsonSchema | undefined {
  let schema: JsonSchema | undefined = rootSchema();
  for (const key of path) {
    const found: readonly JsonSchema[] = alternatives(schema).flatMap((one) => child(one, key) ?? []);
    // The key that tells alternatives apart may be any of their words.
    schema = found.length > 1 && found.every((one) => one.const !== undefined) ? { anyOf: found } : found[0];
    if (!schema) return undefined;
  }
  return schema;
}

/** Keys that the object at a path may have, in the schema's order; of the alternatives that its `kind` tells apart, those of its own. */
export function keysAt(path: JsonPath, kind?: JsonValue): readonly string[] {
  const schema = schemaAt(path);
  const all = schema ? alternatives(schema) : [];
  const own = all.filter(({ properties }) => kind !== undefined && properties?.['kind']?.const === kind);
  return [...new Set((own.length > 0 ? own : all).flatMap((one) => Object.keys(one.properties ?? {})))];
}

/** Within a list, 0 stands for every place. */
function pathsBelow(schema: JsonSchema, prefix: JsonPath): readonly JsonPath[] {
  return alternatives(schema).flatMap((one) => {
    const own = Object.entries(one.properties ?? {}).flatMap(([key, value]) => [[...prefix, key], ...pathsBelow(value, [...prefix, key])]);
    return one.items ? [...own, ...pathsBelow(one.items, [...prefix, 0])] : own;
  });
}

/** A path in words: "trials", "training.learningRate", "network.layers[].units". */
export const keyText = (path: JsonPath): string =>
  path
    .map((key) => (typeof key === 'number' ? '[]' : `.${key}`))
    .join('')
    .slice(1);

/** A block's layers have the keys of the network's. */
const isInBlock = ([network, , , layers, inner]: JsonPath): boolean => network === 'network' && layers === 'layers' && inner === 0;

let paths: readonly JsonPath[] | undefined;

/** The path of every key of a config; 0 stands for every place in a list. */
export function allKeyPaths(): readonly JsonPath[] {
  if (paths) return paths;
  const all = pathsBelow(rootSchema(), []).filter((path) => !isInBlock(path));
  return (paths = [...new Map(all.map((path) => [keyText(path), path])).values()]);
}

/** Every key of a config, in full. */
export const allKeys = (): readonly string[] => allKeyPaths().map(keyText);
