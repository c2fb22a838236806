/** Names of a sweep's members: `<sweep>@learningRate=0.0012,dense=0.2`. */
import type { JsonValue } from '../../text/json-value.ts';

export type SweptValues = Readonly<Record<string, JsonValue>>;

/** The shortest endings by which the keys differ: "training.learningRate" -> "learningRate". */
export function shortKey(key: string, keys: readonly string[]): string {
  const ending = (one: string, parts: number): string => one.split('.').slice(-parts).join('.');
  let parts = 1;
  while (parts < 20 && keys.some((other) => other !== key && ending(other, parts) === ending(key, parts))) parts++;
  return ending(key, parts);
}

/** A value as members are named by it: 0.01 and 1e-2 are one, and so are two spellings of one text (NFC). */
export const valueWords = (value: JsonValue): string => (typeof value === 'string' ? value : JSON.stringify(value)).normalize('NFC');

const longest = 100;

/** @param index From 0; names a member whose values are too long for a name. */
export function memberName(sweep: string, values: SweptValues, index: number): string {
  const keys = Object.keys(values);
  const words = Object.entries(values).map(([key, value]) => `${shortKey(key, keys)}=${valueWords(value)}`);
  const full = `${sweep}@${words.join(',')}`;
  const number = `@${String(index + 1)}`;
  return full.length <= longest ? full : `${sweep.slice(0, longest - number.length)}${number}`;
}

/** A member's name taken apart; null for an experiment that belongs to no sweep. */
export function parseMemberName(experiment: string): { readonly sweep: string; readonly values: string } | null {
  const match = /^([^@]+)@(\d+|[^@]+=[^@]*)$/.exec(experiment);
  return match?.[1] !== undefined && match[2] !== undefined ? { sweep: match[1], values: match[2] } : null;
}
