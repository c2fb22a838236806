/**
 * Sentences as data: an English message with its arguments. What is said in one process and read in another, or in a store years later, is told so, and each reader says it in
 * its own language. Errors that people may read are told; their `message` is English in every process, for logs, records and programs.
 */
import { formatBytes, formatCount, formatDuration, formatNumber } from './format.ts';
import { type Forms, inEnglish, pluralOf, t } from './language.ts';

const formats = { bytes: formatBytes, count: formatCount, duration: formatDuration, number: formatNumber };

export type Told =
  | { readonly say: string; readonly with?: readonly Part[] }
  /** The count is `{0}`. */
  | { readonly plural: number; readonly forms: Forms; readonly with?: readonly Part[] }
  | { readonly format: keyof typeof formats; readonly of: number }
  | { readonly list: readonly Part[]; readonly between: string }
  /** Ends as a sentence does, once. */
  | { readonly sentence: Part };

/** A text in no language, such as a path, or one that is told. */
export type Words = string | Told;
export type Part = Words | number;

/** @param message A literal, as that of `t`. */
export const tell = (message: string, ...args: readonly Part[]): Told =>
  args.length === 0 ? { say: message } : { say: message, with: args };

export const tellPlural = (count: number, forms: Forms, ...args: readonly Part[]): Told => ({
  ...{ plural: count, forms },
  ...(args.length > 0 && { with: args }),
});

/** A number as people read it: "2,150", "1.2 MB". */
export const tellNumber = (format: keyof typeof formats, of: number): Told => ({ format, of });

export const tellList = (list: readonly Part[], between = ', '): Told => ({ list, between });

/** Ends as a sentence does, once. */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

export const tellSentence = (part: Part): Told => ({ sentence: part });

/** A stranger's store may hold messages that name their arguments again and again, one within the other. */
const mostCharacters = 20_000;

const cut = (text: string): string => (text.length > mostCharacters ? `${text.slice(0, mostCharacters)}...` : text);

/** In the language that is spoken. */
export function say(part: Part): string {
  if (typeof part !== 'object') return String(part);
  if ('list' in part) return cut(part.list.map(say).join(part.between));
  if ('sentence' in part) return sentence(say(part.sentence));
  if ('format' in part) return formats[part.format](part.of);
  const args = (part.with ?? []).map(say);
  return cut('say' in part ? t(part.say, ...args) : pluralOf(part.plural, formatCount(part.plural), part.forms, args));
}

export const inEnglishWords = (part: Part): string => inEnglish(() => say(part));

/** @param change Changes what is in no language: paths, names and values. */
export function mapTold<P extends Part>(part: P, change: (text: string) => string): P | Words {
  if (typeof part === 'string') return change(part);
  if (typeof part !== 'object') return part;
  const inner = (one: Part): Part => mapTold(one, change);
  if ('list' in part) return { ...part, list: part.list.map(inner) };
  if ('sentence' in part) return { sentence: inner(part.sentence) };
  return 'with' in part ? { ...part, with: part.with?.map(inner) ?? [] } : part;
}

/** An error that people may read. */
export class ToldError extends Error {
  readonly told: Words;

  constructor(told: Words, options?: ErrorOptions) {
    super(inEnglishWords(told), options);
    this.told = told;
  }
}

// What comes from another process or a store is looked at before it is said.

/** Sentences within sentences: a run's, its training's, its thread's, its file's. */
const deepest = 12;
type Fields = Readonly<Record<string, unknown>>;

const areParts = (value: unknown, depth: number): boolean => Array.isArray(value) && value.every((one) => isPart(one, depth));
const isText = (value: unknown): boolean => typeof value === 'string';

function isTold(fields: Fields, depth: number): boolean {
  const { say: message, plural, forms, format, of, list, between, sentence: inner, with: args = [] } = fields;
  if (!areParts(args, depth)) return false;
  if (typeof forms === 'object' && forms !== null) {
    const { one, other } = forms as Fields;
    return typeof plural === 'number' && isText(one) && isText(other);
  }
  if (format !== undefined) return Object.hasOwn(formats, String(format)) && typeof of === 'number';
  if (list !== undefined) return areParts(list, depth) && isText(between);
  return isText(message) || (inner !== undefined && isPart(inner, depth));
}

function isPart(value: unknown, depth: number): boolean {
  if (typeof value === 'string' || typeof value === 'number') return true;
  return typeof value === 'object' && value !== null && depth > 0 && isTold(value as Fields, depth - 1);
}

export const isWords = (value: unknown): value is Words => typeof value !== 'number' && isPart(value, deepest);

interface Failed {
  /** In English; null where it has not failed. */
  readonly failure: string | null;
  readonly told?: Words;
}

/** Why it has failed, in the language that is spoken. What a runner tells is looked at first. */
export const failureWords = ({ failure, told }: Failed): string | null => (failure !== null && isWords(told) ? say(told) : failure);

/** By their English words, how the sentences of a record or document are told. */
export type Tellings = Readonly<Record<string, Words>>;

/** Of those that are told. */
export const tellingsOf = (all: readonly Words[]): Tellings =>
  Object.fromEntries(all.filter((words) => typeof words !== 'string').map((words) => [inEnglishWords(words), words]));

export const areTellings = (value: unknown): value is Tellings =>
  typeof value === 'object' && value !== null && Object.values(value).every(isWords);

/** @param words English ones. @returns them in the language that is spoken, where it is known how they are told. */
export function spoken(words: string, tellings: Tellings | undefined): string {
  const told = tellings && Object.hasOwn(tellings, words) ? tellings[words] : undefined;
  return told === undefined ? words : say(told);
}
