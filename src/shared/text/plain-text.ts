/** Texts that come from elsewhere (names, paths, failures), made harmless for the medium that shows them. */

/** Control characters but line break and tab, and those that turn the direction of writing around. */
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** For a terminal and a log: no escape sequence reaches it. Each control character becomes a visible replacement character. */
export const printable = (text: string): string => text.replace(controls, '\ufffd');

const escapeOf = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** JSON on one line that says the same to programs and that no window or terminal renders otherwise. */
export const plainJson = (value: unknown): string => JSON.stringify(value).replace(controls, escapeOf);

/** For a cell of a table in a terminal, which is one line. */
export const printableLine = (text: string): string => printable(text).replaceAll(/[\n\t]/g, '\ufffd');

/** A message about something from elsewhere: one line, no longer than so many characters. */
export function plainLine(text: string, most: number): string {
  const line = printableLine(text);
  return line.length > most ? `${line.slice(0, most)}...` : line;
}

/** Where a text has no end its middle is left out: a name as long as a book must not take the window with it. */
export const shortened = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most / 2)}...${text.slice(-most / 2)}` : text;

/** Characters of a text of several sentences, such as the failure of a run. */
const mostInText = 4000;

/**
 * For VS Code's notifications, and for questions that a box asks for text: both render `[label](command:...)` as a link that runs a command. The two halves are
 * kept apart.
 */
export const withoutLinks = (text: string): string => printable(shortened(text, mostInText)).replaceAll('](', '] (');

/** A path may be long; a name has at most 100. */
const mostInLabel = 240;

/** For rows, titles and picks, which are one line and in which VS Code replaces `$(name)` by an icon. */
export const inLabel = (text: string): string => printableLine(shortened(text, mostInLabel)).replaceAll('$(', '$ (');

/**
 * For hovers in Markdown: the signs of the text as they are, its lines as lines. VS Code's own `appendText` would make every space one that
 * does not break, so that a hover breaks inside words and numbers.
 */
export const inMarkdown = (text: string): string =>
  printable(shortened(text, mostInText))
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replace(/[\\`*_{}[\]()#+\-!~|>]/g, '\\$&')
        // A number at the start of a line would begin a list.
        .replace(/^(\d+)\./, '$1\\.'),
    )
    .join('  \n');

/** Control characters, and those that turn the direction of a line or end it. */
const unprintable = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;

/** A piece of a bad file in a message about it: nothing reaches a terminal as a command, and what cannot be seen is written as `\u{7}`. */
export const escaped = (text: string): string => text.replace(unprintable, (mark) => `\\u{${(mark.codePointAt(0) ?? 0).toString(16)}}`);

const mostInMessage = 2000;

/** A message that holds names and values of a bad file: one line, and where one of them has no end the middle is left out. */
export function escapedMessage(text: string): string {
  return escaped(shortened(text, mostInMessage));
}
