/** A value that a config cannot have: what would be right, and what was probably meant. */
import { formatNumber } from '../../text/format.ts';
import { isJsonObject, type JsonPath, type JsonValue } from '../../text/json-value.ts';
import type { JsonSchema } from '../reference/json-schema.ts';
import { schemaAt } from '../reference/schema-outline.ts';
import { nearest } from './nearest.ts';
import type { Finding } from './problem.ts';
import { t } from '../../text/language.ts';

const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : t({ message: '{0} or {1}', comment: 'values' }, words.slice(0, -1).join(', '), words.at(-1) ?? '');

function range({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): string {
  const [above, below] = [exclusiveMinimum, exclusiveMaximum];
  if (above !== undefined && below !== undefined) return t(' above {0} and below {1}', formatNumber(above), formatNumber(below));
  if (below !== undefined) return t(' from {0} to below {1}', formatNumber(minimum ?? 0), formatNumber(below));
  if (above !== undefined) return t(' above {0}', formatNumber(above));
  if (minimum === undefined || minimum <= -Number.MAX_SAFE_INTEGER) return '';
  const isBounded = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  return isBounded ? t(' from {0} to {1}', formatNumber(minimum), formatNumber(maximum)) : t(', {0} or more', formatNumber(minimum));
}

const nouns: Readonly<Record<string, () => string>> = {
  string: () => t('a text in double quotes'),
  object: () => t('an object: { ... }'),
  array: () => t('a list: [ ... ]'),
  boolean: () => t('true or false'),
};

/** Each value of an enumeration is a word of its own. */
const words = (schema: JsonSchema): readonly string[] => schema.enum?.map((value) => JSON.stringify(value)) ?? [describeExpected(schema)];

/** What would be right, in words: "a whole number from 1 to 100", '"adam", "sgd" or "momentum"'. */
export function describeExpected(schema: JsonSchema): string {
  if (schema.anyOf) return list([...new Set(schema.anyOf.flatMap(words))]);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return list(words(schema));
  if (schema.exclusiveMaximum === 1) return t('a share') + range(schema);
  if (schema.type === 'integer') return t('a whole number') + range(schema);
  if (schema.type === 'number') return t('a number') + range(schema);
  if (schema.pattern !== undefined) return t('a letter followed by letters, digits, _ and -');
  return nouns[schema.type ?? '']?.() ?? t('something else');
}

/** What the bounds of a single number cannot say. */
const because: Readonly<Record<string, () => string>> = {
  'training.validationSize': () => t(' Without validation images there is no early stop.'),
};

function describeFound(value: JsonValue): string {
  if (Array.isArray(value)) return t('a list');
  if (isJsonObject(value)) return t('an object');
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
const largest = (): string => t(' The largest is {0}.', formatNumber(Number.MAX_SAFE_INTEGER));

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
    return { words: exclusiveMinimum === 0 ? t(' 1 would be the dense network, which is round 0.') : t(' 1 would prune everything.') };
  return isPercent(value) ? { words: t(' Did you mean {0}?', value / 100), value: value / 100 } : noGuess;
}

function guessNumber(schema: JsonSchema, value: JsonValue): Guess {
  if (schema.type === 'integer' && typeof value === 'number' && value > Number.MAX_SAFE_INTEGER) return { words: largest() };
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
  if (isAllowed(schema, number)) return { words: t(' Did you mean {0}, without quotes?', number), value: number };
  return schema.exclusiveMaximum === 1 && typeof value === 'number' ? guessShare(schema, value) : noGuess;
}

const wordsFor = (schema: JsonSchema): readonly string[] =>
  (schema.anyOf ?? [schema])
    .flatMap((one) => one.enum ?? (one.const === undefined ? [] : [one.const]))
    .filter((word) => typeof word === 'string');

function guess(schema: JsonSchema, value: JsonValue): Guess {
  if (schema.type === 'number' || schema.type === 'integer') return guessNumber(schema, value);
  const near = typeof value === 'string' ? nearest(value, wordsFor(schema)) : undefined;
  return near === undefined ? noGuess : { words: t(' Did you mean {0}?', JSON.stringify(near)), value: near };
}

/** "batchSize must be a whole number from 1 to 65,536, not "60". Did you mean 60, without quotes?" */
export function wrongValue(path: JsonPath, value: JsonValue | undefined): Finding {
  const schema = schemaAt(path) ?? {};
  const expected = describeExpected(schema);
  const last = path.at(-1);
  const subject = typeof last === 'string' ? last : t('This');
  const at = { paths: [path], at: 'value' } as const;
  if (value === undefined) return { ...at, message: t('{0} is missing here: {1}.', subject, expected) };
  const found = Array.isArray(value) && value.length === 0 && schema.type === 'array' ? t('an empty one') : describeFound(value);
  const meant = guess(schema, value);
  const message = t('{0} must be {1}, not {2}.', subject, expected, found) + meant.words + (because[path.join('.')]?.() ?? '');
  return { ...at, message, ...(meant.value !== undefined && { fix: { kind: 'set-value', value: meant.value } }) };
}
