/** gradients/<hash of the spec>.json: names the tensors of a finished gradient. */
import { z } from 'zod';
import type { GradientsRecord } from '../../shared/gradients.ts';
import { hashOf } from '../../shared/hash.ts';
import type { Hash } from '../../shared/training.ts';
import { readVersioned } from './read-versioned.ts';
import { StoreError } from './store-error.ts';
import { writeAtomically } from './write-atomically.ts';

/** The spec is checked by its hash, which is the file's name. */
const recordSchema = z.object({
  schemaVersion: z.literal(1),
  spec: z.looseObject({ operation: z.literal('gradients') }),
  gradients: z.string(),
});

/** null while it is not there. @throws StoreError where the file is newer or damaged. */
export async function readGradients(file: string, hash: Hash): Promise<GradientsRecord | null> {
  const record = (await readVersioned(file, recordSchema)) as GradientsRecord | null;
  if (record && hashOf(record.spec) !== hash)
    throw new StoreError(file, 'damaged', 'is damaged: its spec is not the one that it is named after.');
  return record;
}

export const writeGradients = (file: string, record: GradientsRecord): Promise<void> =>
  writeAtomically(file, `${JSON.stringify(record, null, 1)}\n`);
