/** Texts that come from elsewhere (names, paths, failures), made harmless for the medium that shows them. */

/** Control characters but line break and tab, and those that turn the direction of writing around. */
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** For a terminal and a log: no escape sequence reaches it. Each control character becomes a visible replacement character. */
export const printable = (text: string): string => text.replace(controls, '\ufffd');

/** For a cell of a table in a terminal, which is one line. */
export const printableLine = (text: string): string => printable(text).replaceAll(/[\n\t]/g, '\ufffd');

/** A message about something from elsewhere: one line, no longer than so many characters. */
export function plainLine(text: string, most: number): string {
  const line = printableLine(text);
  return line.length > most ? `${line.slice(0, most)}...` : line;
}

/** For VS Code's notifications, which render `[label](command:...)` as a link that runs a command: the two halves are kept apart. */
export const withoutLinks = (text: string): string => printable(text).replaceAll('](', '] (');

/** For labels in which VS Code replaces `$(name)` by an icon. */
export const withoutIcons = (text: string): string => printable(text).replaceAll('$(', '$ (');

/**
 * For hovers in Markdown: the signs of the text as they are, its lines as lines. VS Code's own `appendText` would make every space one that
 * does not break, so that a hover breaks inside words and numbers.
 */
export const inMarkdown = (text: string): string =>
  printable(text)
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

/** Characters at the beginning and at the end of a message. */
const mostAtEnds = 1000;

/** A message that holds names and values of a bad file: one line, and where one of them has no end the middle is left out. */
export function escapedMessage(text: string): string {
  const cut = text.length > 2 * mostAtEnds ? `${text.slice(0, mostAtEnds)}...${text.slice(-mostAtEnds)}` : text;
  return escaped(cut);
}
