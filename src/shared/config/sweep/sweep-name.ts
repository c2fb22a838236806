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

/** Where one setting ends and the next begins: at a comma outside of a list's or an object's brackets, before a key. */
function settingEnds(values: string): readonly number[] {
  let depth = 0;
  return values.split('').flatMap((sign, index) => {
    if ('[{'.includes(sign)) depth += 1;
    if (']}'.includes(sign)) depth -= 1;
    return sign === ',' && depth === 0 && /^[\w.[\]]+=/.test(values.slice(index + 1)) ? [index] : [];
  });
}

/** "learningRate=0.0012,layers=[300,100]" -> each key with its value's words; none for a member that has a number in place of them. */
export function memberSettings(values: string): readonly (readonly [key: string, value: string])[] {
  const ends = settingEnds(values);
  const settings = [...ends, values.length].map((end, index) => values.slice(index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end));
  return settings.flatMap((one) => (one.includes('=') ? [[one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)] as const] : []));
}

/** A member's name taken apart; null for an experiment that belongs to no sweep. */
export function parseMemberName(experiment: string): { readonly sweep: string; readonly values: string } | null {
  const match = /^([^@]+)@(\d+|[^@]+=[^@]*)$/.exec(experiment);
  return match?.[1] !== undefined && match[2] !== undefined ? { sweep: match[1], values: match[2] } : null;
}
