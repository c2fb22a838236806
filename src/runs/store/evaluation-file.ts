/** evaluations/<hash of the spec>.json: a finished evaluation. */
import { z } from 'zod';
import type { EvaluationRecord } from '../../shared/evaluate-work.ts';
import { hashOf } from '../../shared/hash.ts';
import type { Hash } from '../../shared/training.ts';
import { readVersioned } from './read-versioned.ts';
import { StoreError } from './store-error.ts';
import { writeAtomically } from './write-atomically.ts';

/** The spec is checked by its hash, which is the file's name. */
const recordSchema = z.object({
  schemaVersion: z.literal(1),
  spec: z.looseObject({ operation: z.literal('evaluate') }),
  results: z.array(z.object({ loss: z.number(), accuracy: z.number() })).min(1),
});

/** null while it is not there. @throws StoreError where the file is newer or damaged. */
export async function readEvaluation(file: string, hash: Hash): Promise<EvaluationRecord | null> {
  const record = (await readVersioned(file, recordSchema)) as EvaluationRecord | null;
  if (record && hashOf(record.spec) !== hash)
    throw new StoreError(file, 'damaged', 'is damaged: its spec is not the one that it is named after.');
  return record;
}

export const writeEvaluation = (file: string, record: EvaluationRecord): Promise<void> =>
  writeAtomically(file, `${JSON.stringify(record, null, 1)}\n`);
