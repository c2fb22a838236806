import { formatNumber } from './format-number.ts';
import type { JsonSchema } from '../schema/json-schema.ts';

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
