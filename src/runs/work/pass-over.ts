import { StoreError } from '../store/store-error.ts';

/**
 * For what could not be read: what is damaged or gone is made anew; what a newer program wrote stays as it is.
 * @param say Is told of what is damaged.
 * @throws `error` where it is of another kind.
 */
export function passOver(error: unknown, say?: (text: string) => void): null {
  if (!(error instanceof StoreError) || error.trouble === 'newer') throw error;
  if (error.trouble === 'damaged') say?.(`${error.message} It is made anew.`);
  return null;
}
