import type { z } from 'zod';
import { hashOf } from '../../shared/specs/hash.ts';
import type { Hash } from '../../shared/specs/training.ts';
import { readVersioned } from './read-versioned.ts';
import { StoreError } from './store-error.ts';

/**
 * A spec is checked by its hash, after which the file (or its folder) is named.
 * @returns null while it is not there.
 * @throws StoreError where the file is newer or damaged.
 */
export async function readNamedBySpec<T extends { readonly spec: object }>(
  file: string,
  schema: z.ZodType<T>,
  hash: Hash,
  named: 'it' | 'its folder' = 'it',
): Promise<T | null> {
  const record = await readVersioned(file, schema);
  if (record && hashOf(record.spec) !== hash)
    throw new StoreError(file, 'damaged', `is damaged: its spec is not the one that ${named} is named after.`);
  return record;
}
