import { escaped, escapedMessage } from '../shared/text/plain-text.ts';
import { mapTold, tellList, ToldError, type Words } from '../shared/text/told.ts';

/** A data set that cannot be used, with the file it is about; the message begins with the file's path. */
export class DataError extends ToldError {
  override readonly name = 'DataError';

  constructor(
    readonly file: string,
    /** The message without the file. */
    readonly problem: Words,
    options?: ErrorOptions,
  ) {
    super(mapTold(tellList([file, problem], ': '), escapedMessage), options);
    this.message = escapedMessage(this.message);
  }
}

const mostShown = 40;

/** A text of the file, in quotes and cut: `"oops"`. */
export function quoted(text: string): string {
  const characters = [...text.slice(0, 2 * mostShown)];
  const end = characters.length > mostShown || text.length > 2 * mostShown ? '...' : '';
  return `"${escaped(characters.slice(0, mostShown).join(''))}${end}"`;
}
