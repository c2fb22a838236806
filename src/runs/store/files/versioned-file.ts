/** Reads a JSON file of the store: missing, newer, damaged and usable ones are told apart. */
import * as z from 'zod';
import { isMissing, makeAnew, StoreError } from './store-error.ts';
import { readStoreFile } from './store-files.ts';
import { tell } from '../../../shared/text/told.ts';

const schemaVersion = 1;

/** A record of 1,000 trials x 200 rounds has 60 MB; parsed it takes several times as much. */
const mostBytes = 200 * 1024 * 1024;

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new StoreError(file, 'damaged', tell('is damaged: it is not JSON.'), { cause: error, remedy: makeAnew });
  }
}

/** Asked before anything else: a newer program may have changed every other field. */
function checkVersion(file: string, value: unknown): void {
  const version: unknown = typeof value === 'object' && value !== null && 'schemaVersion' in value ? value.schemaVersion : undefined;
  if (typeof version === 'number' && version > schemaVersion)
    throw new StoreError(file, 'newer', tell('was written by a newer version (schema {0}); update Winning Ticket.', version));
  if (version !== schemaVersion)
    throw new StoreError(file, 'damaged', tell('is damaged: it has no schemaVersion that is known.'), { remedy: makeAnew });
}

function checkShape<T>(file: string, value: unknown, schema: z.ZodType<T>): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  // A key may be as long as its file.
  const at = (issue?.path.map(String).join('.') ?? '').slice(0, 100);
  throw new StoreError(
    file,
    'damaged',
    at === '' ? tell('is damaged: it is not what such a file holds.') : tell('is damaged: "{0}" is not what such a file holds.', at),
    { remedy: makeAnew },
  );
}

/**
 * Fields that are unknown are ignored: within one version fields may only be added.
 * @returns null where there is no such file.
 * @throws StoreError with path and reason where the file is newer or damaged; the file is never touched.
 */
export async function readVersioned<T>(file: string, schema: z.ZodType<T>): Promise<T | null> {
  try {
    const value = parse(file, (await readStoreFile(file, mostBytes)).toString('utf8'));
    checkVersion(file, value);
    return checkShape(file, value, schema);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error instanceof StoreError
      ? error
      : new StoreError(file, 'damaged', tell('cannot be read.'), { cause: error, remedy: makeAnew });
  }
}

/** The JSON value of a file that may be damaged; null where it is none. */
export async function readLoosely(file: string): Promise<unknown> {
  try {
    return JSON.parse((await readStoreFile(file, mostBytes)).toString('utf8'));
  } catch {
    return null;
  }
}

/** Hashes become names of files: any other text could lead out of the store, which may come from a stranger. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
