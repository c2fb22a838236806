import { describeExpected } from './describe-expected.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import { isJsonObject } from '../../text/json-value.ts';
import type { JsonPath, JsonValue } from '../../text/json-value.ts';
import { nearest } from './nearest.ts';
import { schemaAt } from '../schema/schema-outline.ts';

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

function guessNumber(schema: JsonSchema, value: JsonValue): string {
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
export function wrongValueMessage(path: JsonPath, value: JsonValue | undefined): string {
  const schema = schemaAt(path) ?? {};
  const expected = describeExpected(schema);
  const last = path.at(-1);
  const subject = typeof last === 'string' ? last : 'This';
  if (value === undefined) return `${subject} is missing here: ${expected}.`;
  const found = Array.isArray(value) && value.length === 0 && schema.type === 'array' ? 'an empty one' : describeFound(value);
  return `${subject} must be ${expected}, not ${found}.${guess(schema, value)}${because[path.join('.')] ?? ''}`;
}
