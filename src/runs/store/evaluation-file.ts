/** evaluations/<hash of the spec>.json: a finished evaluation. */
import { z } from 'zod';
import type { EvaluationRecord } from '../../shared/specs/evaluate-work.ts';
import type { Hash } from '../../shared/specs/training.ts';
import { readNamedBySpec } from './read-named-by-spec.ts';
import { writeAtomically } from './write-atomically.ts';

const recordSchema = z.object({
  schemaVersion: z.literal(1),
  spec: z.looseObject({ operation: z.literal('evaluate') }),
  results: z.array(z.object({ loss: z.number(), accuracy: z.number() })).min(1),
});

/** null while it is not there. @throws StoreError where the file is newer or damaged. */
export const readEvaluation = (file: string, hash: Hash): Promise<EvaluationRecord | null> =>
  readNamedBySpec(file, recordSchema, hash) as Promise<EvaluationRecord | null>;

export const writeEvaluation = (file: string, record: EvaluationRecord): Promise<void> =>
  writeAtomically(file, `${JSON.stringify(record, null, 1)}\n`);
