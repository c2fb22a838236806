/** gradients/<hash of the spec>.json: names the tensors of a finished gradient. */
import { z } from 'zod';
import type { GradientsRecord } from '../../shared/specs/gradients.ts';
import type { Hash } from '../../shared/specs/training.ts';
import { readNamedBySpec } from './read-named-by-spec.ts';
import { writeAtomically } from './write-atomically.ts';

const recordSchema = z.object({
  schemaVersion: z.literal(1),
  spec: z.looseObject({ operation: z.literal('gradients') }),
  gradients: z.string(),
});

/** null while it is not there. @throws StoreError where the file is newer or damaged. */
export const readGradients = (file: string, hash: Hash): Promise<GradientsRecord | null> =>
  readNamedBySpec(file, recordSchema, hash) as Promise<GradientsRecord | null>;

export const writeGradients = (file: string, record: GradientsRecord): Promise<void> =>
  writeAtomically(file, `${JSON.stringify(record, null, 1)}\n`);
