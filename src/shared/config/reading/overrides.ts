/** Values that are given beside a config's text and stand as if they were written in it: `--set training.learningRate=0.01`. */
import { type JsonObject, type JsonPath, type JsonValue, setAt, valueAt } from '../../text/json-value.ts';
import type { JsonSchema } from '../reference/json-schema.ts';
import { schemaAt } from '../reference/schema-outline.ts';
import type { Finding, Problem } from '../problems/problem.ts';
import { t } from '../../text/language.ts';

export interface Override {
  readonly path: JsonPath;
  readonly value: JsonValue;
  /** "training.learningRate=0.01" */
  readonly setting: string;
  /** How its giver wrote it; problems with it begin with this. */
  readonly written: string;
}

const alternatives = (schema: JsonSchema): readonly JsonSchema[] => schema.anyOf ?? [schema];

/** Keys of an object that takes any: names of layers, full names of swept keys. They may hold dots. */
const takesAnyKey = (path: JsonPath): boolean =>
  alternatives(schemaAt(path) ?? {}).some(({ additionalProperties }) => typeof additionalProperties === 'object');

const known = (path: JsonPath, key: string): boolean =>
  alternatives(schemaAt(path) ?? {}).some(({ properties }) => properties !== undefined && Object.hasOwn(properties, key));

/** "network.layers.0.units" or "network.layers[0].units" -> its keys; what follows an object of any keys is one key. */
export function overridePath(text: string): JsonPath {
  const parts = text.replace(/\[(\d+)\]/g, '.$1').split('.');
  const path: (string | number)[] = [];
  for (const [place, part] of parts.entries()) {
    if (takesAnyKey(path) && !known(path, part)) return [...path, parts.slice(place).join('.')];
    path.push(/^\d+$/.test(part) ? Number(part) : part);
  }
  return path;
}

const textOnly = ({ type, enum: words = [], const: word }: JsonSchema): boolean =>
  type === 'string' || [...words, word].some((one) => typeof one === 'string');

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}

/** The schema says what a text means: `name=7` is a text, `seed=7` a number, `dataset=mnist` a text, `trials=two` a text that is refused. */
export function overrideValue(path: JsonPath, text: string): JsonValue {
  const schema = schemaAt(path);
  const value = parsed(text);
  return schema && alternatives(schema).every(textOnly) && typeof value !== 'string' ? text : value;
}

/** Objects on the way are made where they are missing; a list takes no new place. */
export const withOverrides = (value: JsonObject, overrides: readonly Override[]): JsonObject =>
  overrides.reduce<JsonValue>((config, override) => setAt(config, override.path, override.value), value) as JsonObject;

const begins = (path: JsonPath, start: JsonPath): boolean => start.every((key, place) => key === path[place]);

/**
 * A problem of an override that the finding has to do with, since the text may be right without it; undefined where it has to do with none.
 * @param isInText Whether the text has a key: a misspelt object around an override's key is the override's, unless it is the text's.
 */
export function overrideProblem(
  { message, severity, paths }: Finding,
  overrides: readonly Override[],
  isInText: (path: JsonPath) => boolean,
): Problem | undefined {
  for (const found of paths) {
    const override = overrides.findLast(({ path }) => begins(found, path) || (begins(path, found) && !isInText(found)));
    if (override) return { severity: severity ?? 'error', message, path: found, offset: 0, length: 0, override: override.written };
  }
  return undefined;
}

/** Overrides that have set nothing, since they name a place that a list does not have. */
export const lostOverrides = (value: JsonObject, overrides: readonly Override[]): readonly Finding[] =>
  overrides
    .filter(({ path }) => valueAt(value, path) === undefined)
    .map(({ path }) => ({ message: t('There is no such place in the list.'), paths: [path], at: 'value' }));
