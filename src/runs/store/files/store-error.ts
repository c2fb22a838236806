import { escapedMessage } from '../../../shared/text/plain-text.ts';
import { mapTold, tell, tellList, ToldError, type Words } from '../../../shared/text/told.ts';

/** The system's code of an error, such as ENOENT; undefined for errors of other kinds. */
export function errorCode(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

export const isMissing = (error: unknown): boolean => errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR';

/** A file of the store that cannot be read or written; the message begins with its path and says why. */
type StoreTrouble = 'newer' | 'damaged' | 'missing' | 'unreadable' | 'unwritable';

/** The remedy of all that a run finds damaged or missing; it is no part of the sentence where the run itself makes it anew. */
export const makeAnew = tell('Run the experiment again to make it anew.');

interface StoreErrorOptions extends ErrorOptions {
  /** A sentence after the problem. */
  readonly remedy?: Words;
}

export class StoreError extends ToldError {
  override readonly name = 'StoreError';
  /** The message without its remedy. */
  readonly finding: Words;

  constructor(
    readonly file: string,
    readonly trouble: StoreTrouble,
    problem: Words,
    { remedy, ...options }: StoreErrorOptions = {},
  ) {
    // A problem repeats keys and values of the file, which may hold anything.
    const finding = tellList([file, mapTold(problem, escapedMessage)], ': ');
    super(remedy === undefined ? finding : tellList([finding, remedy], ' '), options);
    this.finding = finding;
  }
}
