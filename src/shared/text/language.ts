/**
 * The language in which people are spoken to. English messages are the keys of a bundle, as those of `vscode.l10n` are; without a bundle they are the words
 * themselves, so that terminal, library and files speak English. One language a process or page: it is set once, at the start.
 */

export interface Language {
  /** BCP 47, for numbers and plurals. */
  readonly locale: string;
  /** By the English message, with "/" and its comment where it has one; of a plural, " [few]" and the like follow the message of `other`. */
  readonly messages: Readonly<Record<string, string>>;
}

export type Argument = string | number;

/** A message of which the English words alone do not say which translation fits. */
export interface Commented {
  readonly message: string;
  readonly comment: string;
}

const english: Language = { locale: 'en', messages: {} };
let spoken = english;

/** @param language null for English. */
export const useLanguage = (language: Language | null): void => void (spoken = language ?? english);

export const spokenLanguage = (): Language => spoken;

/** "en" where nothing is translated. */
export const spokenLocale = (): string => spoken.locale;

/** For files and other programs, which get English in every editor. @param make Makes words at once: no promise, since others would speak meanwhile. */
export function inEnglish<T>(make: () => T): T {
  const before = spoken;
  spoken = english;
  try {
    return make();
  } finally {
    spoken = before;
  }
}

const filled = (message: string, args: readonly Argument[]): string =>
  args.length === 0 ? message : message.replace(/\{(\d+)\}/g, (place, index) => String(args[Number(index)] ?? place));

/** A message in the language that is spoken. @param message Always a literal, which a test looks for in every bundle. @param args For `{0}`, `{1}`, ... */
export function t(message: string | Commented, ...args: readonly Argument[]): string {
  const [words, key] = typeof message === 'string' ? [message, message] : [message.message, `${message.message}/${message.comment}`];
  return filled(spoken.messages[key] ?? words, args);
}

/** Words of data of ours that are no message of the code, such as the schema's descriptions: their keys in a bundle are themselves. */
export const translated = (words: string): string => spoken.messages[words] ?? words;

/** The two forms of English; a bundle has as many as its language. */
export interface Forms {
  readonly one: string;
  readonly other: string;
}

/** @param words Stands for `{0}`: the count as people read it. */
export function pluralOf(count: number, words: string, { one, other }: Forms, args: readonly Argument[] = []): string {
  const { locale, messages } = spoken;
  const category = new Intl.PluralRules(locale).select(count);
  const translated = category === 'other' ? messages[other] : messages[`${other} [${category}]`];
  return filled(translated ?? messages[other] ?? (count === 1 ? one : other), [words, ...args]);
}

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(locale: string, decimals: number): Intl.NumberFormat {
  const key = `${locale} ${String(decimals)}`;
  const known = formats.get(key) ?? new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  formats.set(key, known);
  return known;
}

/** The same digits with the marks of the language: "-2,150.50" -> "-2 150,50", "1.5e-7" -> "1,5e-7". Texts that are no number stay as they are. */
export function localNumber(digits: string): string {
  const [, mantissa, decimals = '', exponent = ''] = /^(-?[\d,]+(?:\.(\d+))?)(e[-+]\d+)?$/.exec(digits) ?? [];
  if (spoken === english || mantissa === undefined) return digits;
  // A text keeps every digit, where a number would be rounded anew.
  return formatOf(spoken.locale, decimals.length).format(mantissa.replaceAll(',', '') as `${number}`) + exponent;
}
