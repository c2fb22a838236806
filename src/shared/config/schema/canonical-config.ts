import { isJsonObject } from '../../text/json-value.ts';
import type { JsonValue } from '../../text/json-value.ts';
import type { Config } from './schema.ts';
import { withoutFileKeys } from '../reading/without-file-keys.ts';

const compare = (a: string, b: string): number => (a < b ? -1 : 1);

function canonical(value: JsonValue): string {
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(canonical).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${entries
    .sort(([a], [b]) => compare(a, b))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
    .join(',')}}`;
}

/** One text for one experiment: whatever the order of keys, the form of numbers, comments, and what came by `extends`. */
export function canonicalConfig(config: Config): string {
  return canonical(withoutFileKeys(config) as unknown as JsonValue);
}
