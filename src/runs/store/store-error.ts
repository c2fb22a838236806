/** The system's code of an error, such as ENOENT; undefined for errors of other kinds. */
export function errorCode(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

export const isMissing = (error: unknown): boolean => errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR';

/** A file of the store that cannot be read or written; the message begins with its path and says why. */
type StoreTrouble = 'newer' | 'damaged' | 'missing' | 'unreadable' | 'unwritable';

/** The remedy of all that a run finds damaged or missing; it is no part of the sentence where the run itself makes it anew. */
export const makeAnew = 'Run the experiment again to make it anew.';

interface StoreErrorOptions extends ErrorOptions {
  /** A sentence after the problem. */
  readonly remedy?: string;
}

export class StoreError extends Error {
  override readonly name = 'StoreError';
  /** The message without its remedy. */
  readonly finding: string;

  constructor(
    readonly file: string,
    readonly trouble: StoreTrouble,
    problem: string,
    { remedy, ...options }: StoreErrorOptions = {},
  ) {
    const finding = `${file}: ${problem}`;
    super(remedy === undefined ? finding : `${finding} ${remedy}`, options);
    this.finding = finding;
  }
}
