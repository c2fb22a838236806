/** A language in which every message is marked and 40 % longer: words without marks have no translation, and a place that is too small shows. */
import { findMessages } from '../scripts/tools/messages.mjs';
import type { Language } from '../src/shared/text/language.ts';

const [open, close] = ['[!!', '!!]'];

/** Longer by words of five letters; numbers of the message itself have decimal commas. */
const marked = (message: string): string =>
  `${open} ${message.replace(/(?<=\d)\.(?=\d)/g, ',')}${' ~~~~~'.repeat(Math.ceil((0.4 * message.length) / 6))} ${close}`;

/** Made from the messages of the program. Its numbers are those of Russian, so that a decimal point shows where a number is not made for people. */
export function pseudoLanguage(): Language {
  const { messages, plurals } = findMessages();
  const words = messages.map(({ key, message }) => [key, marked(message)] as const);
  return { locale: 'ru', messages: Object.fromEntries([...words, ...plurals.map(({ key }) => [key, marked(key)] as const)]) };
}

/** What stands outside of all marks. */
export function unmarked(text: string): string {
  let [depth, rest] = [0, ''];
  for (const piece of text.split(/(\[!!|!!\])/)) {
    if (piece === open) depth++;
    else if (piece === close) depth--;
    else if (depth === 0) rest += piece;
  }
  return rest;
}
