/** A data set that cannot be used, with the file it is about; the message begins with the file's path. */
export class DataError extends Error {
  override readonly name = 'DataError';

  constructor(
    readonly file: string,
    /** The message without the file. */
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`${printable(file)}: ${problem}`, options);
  }
}

/** Control characters, and those that turn the direction of a line or end it. */
const unprintable = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;

/** Nothing of a bad file reaches a terminal as a command: unprintable characters are written as `\u{7}`. */
export const printable = (text: string): string => text.replace(unprintable, (mark) => `\\u{${(mark.codePointAt(0) ?? 0).toString(16)}}`);

const mostShown = 40;

/** A text of the file, in quotes and cut: `"oops"`. */
export function quoted(text: string): string {
  const characters = [...text.slice(0, 2 * mostShown)];
  const end = characters.length > mostShown || text.length > 2 * mostShown ? '...' : '';
  return `"${printable(characters.slice(0, mostShown).join(''))}${end}"`;
}
