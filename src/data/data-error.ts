import { escaped, escapedMessage } from '../shared/text/plain-text.ts';

/** A data set that cannot be used, with the file it is about; the message begins with the file's path. */
export class DataError extends Error {
  override readonly name = 'DataError';

  constructor(
    readonly file: string,
    /** The message without the file. */
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(escapedMessage(`${file}: ${problem}`), options);
  }
}

const mostShown = 40;

/** A text of the file, in quotes and cut: `"oops"`. */
export function quoted(text: string): string {
  const characters = [...text.slice(0, 2 * mostShown)];
  const end = characters.length > mostShown || text.length > 2 * mostShown ? '...' : '';
  return `"${escaped(characters.slice(0, mostShown).join(''))}${end}"`;
}
