/** The system's code of an error, such as ENOENT; undefined for errors of other kinds. */
export function errorCode(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

export const isMissing = (error: unknown): boolean => errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR';

/** A file of the store that cannot be read or written; the message begins with its path and says why. */
type StoreTrouble = 'newer' | 'damaged' | 'missing' | 'unreadable' | 'unwritable';

export class StoreError extends Error {
  override readonly name = 'StoreError';

  constructor(
    readonly file: string,
    readonly trouble: StoreTrouble,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`${file}: ${problem}`, options);
  }
}
