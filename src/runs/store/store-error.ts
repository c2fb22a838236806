/** A file of the store that cannot be read or written; the message begins with its path and says why. */
export type StoreTrouble = 'newer' | 'damaged' | 'missing' | 'unwritable';

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
