import { isJsonObject, jsonObject, type JsonObject, type JsonValue } from '../../text/json-value.ts';
import { nearest } from '../problems/nearest.ts';
import { type Finding, mostFindings } from '../problems/problem.ts';
import { allKeyPaths, keyText } from '../reference/schema-outline.ts';
import { valueWords } from './sweep-name.ts';
import { combinations, isSwept, withValues } from './sweep-members.ts';
import { t } from '../../text/language.ts';

const mostMembers = 1000;
/** More are not all tried before the run, which would hold up the editor: each value has the shape that it must have, and so many are tried. */
const mostTried = 64;

/** What is wrong with a config without `sweep`. */
type Check = (value: JsonObject) => readonly Finding[];
interface Checks {
  readonly check: Check;
  readonly checkShape: Check;
}
type Lists = readonly (readonly [string, readonly JsonValue[]])[];

const isError = ({ severity }: Finding): boolean => severity !== 'warning';

/** Malformed ones are reported by their shape. */
const listsOf = (sweep: JsonObject): Lists =>
  Object.entries(sweep).flatMap(([key, values]): Lists =>
    Array.isArray(values) && values.length > 0 ? [[key, values as readonly JsonValue[]]] : [],
  );

function unknownKey(key: string): Finding {
  const near = nearest(key, allKeyPaths(), keyText) ?? nearest(key, allKeyPaths(), (path) => String(path.at(-1)));
  const written = JSON.stringify(key);
  const at = { paths: [['sweep', key]], at: 'key' } as const;
  if (!near) return { ...at, message: t('There is no key {0} to sweep over. Name it in full, like "training.learningRate".', written) };
  const name = keyText(near);
  const message = t('There is no key {0} to sweep over; did you mean {1}?', written, JSON.stringify(name));
  return { ...at, message, fix: { kind: 'rename-key', name } };
}

/** Places of the first values, and of the smallest and the largest number: what does not fit the other keys is mostly one of these. */
function triedPlaces(values: readonly JsonValue[]): ReadonlySet<number> {
  const numbers = values.map((value) => (typeof value === 'number' ? value : NaN)).filter((value) => !Number.isNaN(value));
  const least = numbers.reduce((a, b) => Math.min(a, b), Infinity);
  const most = numbers.reduce((a, b) => Math.max(a, b), -Infinity);
  return new Set([...Array(Math.min(values.length, mostTried)).keys(), values.indexOf(least), values.indexOf(most)]);
}

/** Errors that a single value brings with it, at its place in the list. @param ofBase What is wrong without it. */
function wrongValues(base: JsonObject, ofBase: readonly Finding[], lists: Lists, { check, checkShape }: Checks): Finding[] {
  const known = new Set(ofBase.map(({ message }) => message));
  return lists.flatMap(([key, values]) => {
    const tried = triedPlaces(values);
    return values.flatMap((value, index) => {
      const wrong = (tried.has(index) ? check : checkShape)(withValues(base, { [key]: value })).find(
        (finding) => isError(finding) && !known.has(finding.message),
      );
      return wrong ? [{ message: wrong.message, paths: [['sweep', key, index]], at: 'value' } satisfies Finding] : [];
    });
  });
}

/** Two members of one name would be one experiment, run twice at the same time. */
function repeatedValues(lists: Lists): Finding[] {
  return lists.flatMap(([key, values]) => {
    const words = values.map(valueWords);
    return values.flatMap((_, index) => {
      const first = words.indexOf(words[index] ?? '');
      const message = t(
        '{0} is listed twice: value {1} is the same as value {2}. Remove one of them.',
        words[index] ?? '',
        index + 1,
        first + 1,
      );
      return first < index ? [{ message, paths: [['sweep', key, index]], at: 'value' } satisfies Finding] : [];
    });
  });
}

function wrongMember(base: JsonObject, lists: Lists, check: Check): Finding[] {
  for (const values of combinations(Object.fromEntries(lists.map(([key, list]) => [key, [...list]])))) {
    const wrong = check(withValues(base, values)).find(isError);
    if (wrong) return [{ message: t('With {0}: {1}', JSON.stringify(values), wrong.message), paths: [['sweep']], at: 'key' }];
  }
  return [];
}

/** Every member must be a config that could stand alone. @param checkShape Without what only several keys together tell. */
export function checkSweep(value: JsonObject, check: Check, checkShape: Check): readonly Finding[] {
  const { sweep } = value;
  if (!isJsonObject(sweep)) return [];
  const unknown = Object.keys(sweep)
    .filter((key) => !isSwept(key))
    .slice(0, mostFindings)
    .map(unknownKey);
  if (unknown.length > 0) return unknown;
  const lists = listsOf(sweep);
  const members = lists.reduce((product, [, values]) => product * values.length, 1);
  const tooMany = t('A sweep has at most {0} experiments; this one would have {1}.', mostMembers, members);
  if (members > mostMembers) return [{ message: tooMany, paths: [['sweep']], at: 'key' }];
  const base = jsonObject(Object.entries(value).filter(([key]) => key !== 'sweep'));
  const ofBase = check(base);
  const wrong = [...repeatedValues(lists), ...wrongValues(base, ofBase, lists, { check, checkShape })];
  return wrong.length > 0 || members > mostTried || ofBase.some(isError) ? wrong : wrongMember(base, lists, check);
}
