import { z } from 'zod';
import { formatNumber } from '../../text/format.ts';
import { isJsonObject, type JsonObject, type JsonPath, type JsonValue, valueAt } from '../../text/json-value.ts';
import { controlSchema, controlsSchema, transferSchema } from '../schema/controls-schema.ts';
import { datasetFilesSchema, datasetSchema } from '../schema/dataset-schema.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import { modelSchema, networkSchema } from '../schema/network-schema.ts';
import { rewindSchema } from '../schema/pruning-schema.ts';
import { allKeys, keysAt, schemaAt } from '../schema/schema-outline.ts';
import { configSchema } from '../schema/schema.ts';
import { scheduleCurveSchema, scheduleSchema, trainingSchema } from '../schema/training-schema.ts';
import { nearest } from './nearest.ts';
import type { Finding } from './problem.ts';

/** Words from other programs that no spelling distance would find. */
const otherWords: Readonly<Record<string, string>> = {
  lr: 'training.learningRate',
  epochs: 'training.iterations',
  steps: 'training.iterations',
  model: 'network',
  data: 'dataset',
  masks: 'controls.randomMask',
  reinit: 'controls.randomReinit',
  ratio: 'pruning.rates',
};

const lastPart = (key: string): string => key.replace(/^.*\./s, '');

const inFull = (path: JsonPath): string =>
  path
    .map((key) => (typeof key === 'number' ? '[]' : `.${key}`))
    .join('')
    .slice(1);

function suggestion(key: string, parent: JsonPath, possible: readonly string[]): string | undefined {
  const section = inFull(parent);
  const own = possible.map((name) => (section ? `${section}.${name}` : name));
  const word = key.toLowerCase();
  // Keys of the same section come first, so that they win where two are equally near.
  // Layers have keys of short names that mean nothing elsewhere.
  const others = allKeys().filter((name) => !name.startsWith('network.layers[]'));
  const near = nearest(key, [...own, ...others], lastPart);
  return near ?? (Object.hasOwn(otherWords, word) ? otherWords[word] : undefined);
}

/** "There is no key ...", with the key that was probably meant, be it in another section, or all that are possible here. */
function unknownKeyMessage(key: string, parent: JsonPath, value: JsonObject): string {
  const kind = valueAt(value, [...parent, 'kind']);
  const possible = keysAt(parent, kind);
  const written = `There is no key ${JSON.stringify(key)} ${parent.length ? `in ${inFull(parent)}` : 'here'}`;
  const list = `Possible: ${possible.join(', ')}.`;
  if (kind !== undefined && keysAt(parent).includes(key)) return `${written} of the kind ${JSON.stringify(kind)}. ${list}`;
  const meant = suggestion(key, parent, possible);
  return meant ? `${written}; did you mean ${meant}?` : `${written}. ${list}`;
}

const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;

function range({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): string {
  const bounded = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? ` to ${formatNumber(maximum)}` : '';
  if (exclusiveMinimum !== undefined && exclusiveMaximum !== undefined)
    return ` above ${formatNumber(exclusiveMinimum)} and below ${formatNumber(exclusiveMaximum)}`;
  if (exclusiveMaximum !== undefined) return ` from ${formatNumber(minimum ?? 0)} to below ${formatNumber(exclusiveMaximum)}`;
  if (exclusiveMinimum !== undefined) return ` above ${formatNumber(exclusiveMinimum)}`;
  if (minimum === undefined || minimum <= -Number.MAX_SAFE_INTEGER) return '';
  return bounded ? ` from ${formatNumber(minimum)}${bounded}` : `, ${formatNumber(minimum)} or more`;
}

const nouns: Readonly<Record<string, string>> = {
  string: 'a text in double quotes',
  object: 'an object: { ... }',
  array: 'a list: [ ... ]',
  boolean: 'true or false',
};

/** Each value of an enumeration is a word of its own. */
const words = (schema: JsonSchema): readonly string[] => schema.enum?.map((value) => JSON.stringify(value)) ?? [describeExpected(schema)];

/** What would be right, in words: "a whole number from 1 to 100", '"adam", "sgd" or "momentum"'. */
function describeExpected(schema: JsonSchema): string {
  if (schema.anyOf) return list([...new Set(schema.anyOf.flatMap(words))]);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return list(words(schema));
  if (schema.exclusiveMaximum === 1) return `a share${range(schema)}`;
  if (schema.type === 'integer') return `a whole number${range(schema)}`;
  if (schema.type === 'number') return `a number${range(schema)}`;
  if (schema.pattern !== undefined) return 'a letter followed by letters, digits, _ and -';
  return nouns[schema.type ?? ''] ?? 'something else';
}

/** What the bounds of a single number cannot say. */
const because: Readonly<Record<string, string>> = {
  'training.validationSize': ' Without validation images there is no early stop.',
};

function describeFound(value: JsonValue): string {
  if (Array.isArray(value)) return 'a list';
  if (isJsonObject(value)) return 'an object';
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}..."` : text;
}

function isAllowed(schema: JsonSchema, value: number): boolean {
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity } = schema;
  return (
    value >= minimum &&
    value <= maximum &&
    value > exclusiveMinimum &&
    value < exclusiveMaximum &&
    (schema.type === 'number' || Number.isInteger(value))
  );
}

/** Larger whole numbers are not told from their neighbours, and two seeds would be one. */
const largest = `The largest is ${formatNumber(Number.MAX_SAFE_INTEGER)}.`;

function guessNumber(schema: JsonSchema, value: JsonValue): string {
  if (schema.type === 'integer' && typeof value === 'number' && value > Number.MAX_SAFE_INTEGER) return ` ${largest}`;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
  if (isAllowed(schema, number)) return ` Did you mean ${String(number)}, without quotes?`;
  if (schema.exclusiveMaximum !== 1 || typeof value !== 'number') return '';
  // Above 0: a size, what remains. From 0: a rate, what goes.
  if (value === 1) return schema.exclusiveMinimum === 0 ? ' 1 would be the dense network, which is round 0.' : ' 1 would prune everything.';
  return value > 1 && value < 100 ? ` Did you mean ${String(value / 100)}?` : '';
}

function guess(schema: JsonSchema, value: JsonValue): string {
  if (schema.type === 'number' || schema.type === 'integer') return guessNumber(schema, value);
  const words = (schema.anyOf ?? [schema]).flatMap((one) => one.enum ?? (one.const === undefined ? [] : [one.const]));
  const near =
    typeof value === 'string'
      ? nearest(
          value,
          words.filter((word) => typeof word === 'string'),
        )
      : undefined;
  return near === undefined ? '' : ` Did you mean ${JSON.stringify(near)}?`;
}

/** "batchSize must be a whole number from 1 to 65,536, not "60". Did you mean 60, without quotes?" */
function wrongValueMessage(path: JsonPath, value: JsonValue | undefined): string {
  const schema = schemaAt(path) ?? {};
  const expected = describeExpected(schema);
  const last = path.at(-1);
  const subject = typeof last === 'string' ? last : 'This';
  if (value === undefined) return `${subject} is missing here: ${expected}.`;
  const found = Array.isArray(value) && value.length === 0 && schema.type === 'array' ? 'an empty one' : describeFound(value);
  return `${subject} must be ${expected}, not ${found}.${guess(schema, value)}${because[path.join('.')] ?? ''}`;
}

type Named = z.ZodUnion<readonly [z.ZodType, ...z.ZodType[]]>;

/** A plain value or an object: by its shape one of the two, so that what is wrong inside the object is reported there. */
function byShape(union: Named, value: JsonValue | undefined, object?: z.ZodType): z.ZodType {
  if (isJsonObject(value)) return object ?? union.options[1] ?? union;
  return typeof value === 'string' || typeof value === 'number' ? union.options[0] : union;
}

const isModelShaped = (value: JsonValue | undefined): boolean => isJsonObject(value) && 'model' in value;

function narrowedControls(value: JsonObject): z.ZodType {
  const shapes: Readonly<Record<string, z.ZodType>> = controlsSchema.shape;
  const narrowed = Object.entries(shapes).map(([name, schema]): [string, z.ZodType] => {
    const union = schema instanceof z.ZodDefault || schema instanceof z.ZodOptional ? schema.unwrap() : schema;
    return [name, value[name] !== undefined && union instanceof z.ZodUnion ? byShape(union as Named, value[name]) : schema];
  });
  return z.strictObject(Object.fromEntries(narrowed));
}

const narrowedSchedule = ({ schedule }: JsonObject): Readonly<Record<string, z.ZodType>> =>
  isJsonObject(schedule) ? { schedule: scheduleCurveSchema } : Array.isArray(schedule) ? { schedule: scheduleSchema.options[0] } : {};

function narrowedTransfer(value: JsonObject): z.ZodType {
  const narrowed: Record<string, z.ZodType> = {};
  if ('dataset' in value) narrowed['dataset'] = byShape(datasetSchema, value['dataset'], datasetFilesSchema);
  if ('randomReinit' in value) narrowed['randomReinit'] = byShape(controlSchema(100), value['randomReinit']);
  if (isJsonObject(value['training']))
    narrowed['training'] = transferSchema.shape.training.unwrap().extend(narrowedSchedule(value['training']));
  return transferSchema.extend(narrowed);
}

/** The schema of a config with its unions told apart for this very value. */
function narrowedSchema(value: JsonObject): z.ZodType {
  const narrowed: Record<string, z.ZodType> = {};
  if ('dataset' in value) narrowed['dataset'] = byShape(datasetSchema, value['dataset'], datasetFilesSchema);
  if ('network' in value)
    narrowed['network'] = byShape(networkSchema, value['network'], isModelShaped(value['network']) ? modelSchema : undefined);
  if ('rewind' in value) narrowed['rewind'] = byShape(rewindSchema, value['rewind']);
  if (isJsonObject(value['controls'])) narrowed['controls'] = narrowedControls(value['controls']);
  if (isJsonObject(value['training'])) narrowed['training'] = trainingSchema.extend(narrowedSchedule(value['training']));
  if (isJsonObject(value['transfer'])) narrowed['transfer'] = narrowedTransfer(value['transfer']);
  return configSchema.extend(narrowed);
}

function findings(issue: z.core.$ZodIssue, value: JsonObject): readonly Finding[] {
  const path = issue.path as JsonPath;
  if (issue.code !== 'unrecognized_keys') return [{ message: wrongValueMessage(path, valueAt(value, path)), paths: [path], at: 'value' }];
  return issue.keys.map((key) => ({ message: unknownKeyMessage(key, path, value), paths: [[...path, key]], at: 'key' }));
}

/** Unknown keys, wrong types and values out of range, each at its innermost key, each once. */
export function checkShape(value: JsonObject): readonly Finding[] {
  const issues = narrowedSchema(value).safeParse(value).error?.issues ?? [];
  const byPath = new Map<string, Finding>();
  for (const finding of issues.flatMap((issue) => findings(issue, value))) {
    const id = JSON.stringify(finding.paths[0]);
    if (!byPath.has(id)) byPath.set(id, finding);
  }
  return [...byPath.values()];
}
