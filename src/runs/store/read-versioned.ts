/** Reads a JSON file of the store: missing, newer, damaged and usable ones are told apart. */
import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { isMissing } from './error-code.ts';
import { StoreError } from './store-error.ts';

export const schemaVersion = 1;

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new StoreError(file, 'damaged', `is damaged: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Asked before anything else: a newer program may have changed every other field. */
function checkVersion(file: string, value: unknown): void {
  const version: unknown = typeof value === 'object' && value !== null && 'schemaVersion' in value ? value.schemaVersion : undefined;
  if (typeof version === 'number' && version > schemaVersion)
    throw new StoreError(file, 'newer', `was written by a newer version (schema ${String(version)}); update Winning Ticket.`);
  if (version !== schemaVersion) throw new StoreError(file, 'damaged', 'is damaged: it has no schemaVersion that is known.');
}

function checkShape<T>(file: string, value: unknown, schema: z.ZodType<T>): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new StoreError(file, 'damaged', `is damaged: ${issue ? `${issue.path.join('.')}: ${issue.message}` : 'its shape is unknown'}`);
}

/**
 * Fields that are unknown are ignored: within one version fields may only be added.
 * @returns null where there is no such file.
 * @throws StoreError with path and reason where the file is newer or damaged; the file is never touched.
 */
export async function readVersioned<T>(file: string, schema: z.ZodType<T>): Promise<T | null> {
  try {
    const value = parse(file, await readFile(file, 'utf8'));
    checkVersion(file, value);
    return checkShape(file, value, schema);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error instanceof StoreError ? error : new StoreError(file, 'damaged', 'cannot be read.', { cause: error });
  }
}
