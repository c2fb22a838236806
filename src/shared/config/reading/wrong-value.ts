/** A value that a config cannot have: what would be right, and what was probably meant. */
import { formatNumber } from '../../text/format.ts';
import { isJsonObject, type JsonPath, type JsonValue } from '../../text/json-value.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import { schemaAt } from '../schema/schema-outline.ts';
import { nearest } from './nearest.ts';
import type { Finding } from './problem.ts';

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
export function describeExpected(schema: JsonSchema): string {
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

/** What was probably meant; `value` where it can be put in its place. */
interface Guess {
  readonly words: string;
  readonly value?: JsonValue;
}

const noGuess: Guess = { words: '' };

/** A share that was meant as percent: whole numbers alone, since nobody prunes 1.2 %. */
const isPercent = (value: number): boolean => Number.isInteger(value) && value > 1 && value < 100;

/** Above 0: a size, what remains. From 0: a rate, what goes. */
function guessShare({ exclusiveMinimum }: JsonSchema, value: number): Guess {
  if (value === 1)
    return { words: exclusiveMinimum === 0 ? ' 1 would be the dense network, which is round 0.' : ' 1 would prune everything.' };
  return isPercent(value) ? { words: ` Did you mean ${String(value / 100)}?`, value: value / 100 } : noGuess;
}

function guessNumber(schema: JsonSchema, value: JsonValue): Guess {
  if (schema.type === 'integer' && typeof value === 'number' && value > Number.MAX_SAFE_INTEGER) return { words: ` ${largest}` };
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
  if (isAllowed(schema, number)) return { words: ` Did you mean ${String(number)}, without quotes?`, value: number };
  return schema.exclusiveMaximum === 1 && typeof value === 'number' ? guessShare(schema, value) : noGuess;
}

const wordsFor = (schema: JsonSchema): readonly string[] =>
  (schema.anyOf ?? [schema])
    .flatMap((one) => one.enum ?? (one.const === undefined ? [] : [one.const]))
    .filter((word) => typeof word === 'string');

function guess(schema: JsonSchema, value: JsonValue): Guess {
  if (schema.type === 'number' || schema.type === 'integer') return guessNumber(schema, value);
  const near = typeof value === 'string' ? nearest(value, wordsFor(schema)) : undefined;
  return near === undefined ? noGuess : { words: ` Did you mean ${JSON.stringify(near)}?`, value: near };
}

/** "batchSize must be a whole number from 1 to 65,536, not "60". Did you mean 60, without quotes?" */
export function wrongValue(path: JsonPath, value: JsonValue | undefined): Finding {
  const schema = schemaAt(path) ?? {};
  const expected = describeExpected(schema);
  const last = path.at(-1);
  const subject = typeof last === 'string' ? last : 'This';
  const at = { paths: [path], at: 'value' } as const;
  if (value === undefined) return { ...at, message: `${subject} is missing here: ${expected}.` };
  const found = Array.isArray(value) && value.length === 0 && schema.type === 'array' ? 'an empty one' : describeFound(value);
  const meant = guess(schema, value);
  const message = `${subject} must be ${expected}, not ${found}.${meant.words}${because[path.join('.')] ?? ''}`;
  return { ...at, message, ...(meant.value !== undefined && { fix: { kind: 'set-value', value: meant.value } }) };
}
