/** Records of finished work: training.json, evaluations/<hash of the spec>.json and gradients/<hash of the spec>.json. */
import * as z from 'zod';
import type { EvaluationRecord } from '../../../shared/specs/evaluate-work.ts';
import type { GradientsRecord } from '../../../shared/specs/gradients.ts';
import { hashOf } from '../../../shared/specs/hash.ts';
import type { Hash, TrainingRecord } from '../../../shared/specs/training.ts';
import { makeAnew, StoreError } from '../files/store-error.ts';
import { hashSchema, readVersioned } from '../files/versioned-file.ts';
import { writeAtomically } from '../files/write-atomically.ts';
import { tell } from '../../../shared/text/told.ts';

/**
 * A spec is checked by its hash, after which the file (or its folder) is named.
 * @returns null while it is not there.
 * @throws StoreError where the file is newer or damaged.
 */
async function readNamedBySpec<T extends { readonly spec: object }>(
  file: string,
  schema: z.ZodType<T>,
  hash: Hash,
  named: 'it' | 'its folder' = 'it',
): Promise<T | null> {
  const record = await readVersioned(file, schema);
  if (record && hashOf(record.spec) !== hash)
    throw new StoreError(
      file,
      'damaged',
      named === 'it'
        ? tell('is damaged: its spec is not the one that it is named after.')
        : tell('is damaged: its spec is not the one that its folder is named after.'),
      { remedy: makeAnew },
    );
  return record;
}

/** Names the tensors of a finished gradient. */
const gradientsSchema = z.object({
  schemaVersion: z.literal(1),
  spec: z.looseObject({ operation: z.literal('gradients') }),
  gradients: hashSchema,
});

/** null while it is not there. @throws StoreError where the file is newer or damaged. */
export const readGradients = (file: string, hash: Hash): Promise<GradientsRecord | null> =>
  readNamedBySpec(file, gradientsSchema, hash) as Promise<GradientsRecord | null>;

export const writeGradients = (file: string, record: GradientsRecord): Promise<void> =>
  writeAtomically(file, `${JSON.stringify(record, null, 1)}\n`);

const optional = z.number().optional();
const evaluationSchema = z.object({
  iteration: z.number(),
  validationLoss: z.number(),
  validationAccuracy: z.number(),
  testLoss: optional,
  testAccuracy: optional,
  trainingLoss: optional,
  trainingAccuracy: optional,
});

const trainingSchema = z.object({
  schemaVersion: z.literal(1),
  spec: z.looseObject({ operation: z.literal('train') }),
  evaluations: z.array(evaluationSchema).min(1),
  finalWeights: hashSchema,
  snapshots: z.record(z.string(), hashSchema),
  optimizerState: hashSchema.optional(),
  seconds: z.number(),
  device: z.string().optional(),
});

/** @throws StoreError where the file is newer or damaged. */
export const readTrainingRecord = (file: string, hash: Hash): Promise<TrainingRecord | null> =>
  readNamedBySpec(file, trainingSchema, hash, 'its folder') as Promise<TrainingRecord | null>;

const evaluationRecordSchema = z.object({
  schemaVersion: z.literal(1),
  spec: z.looseObject({ operation: z.literal('evaluate') }),
  results: z.array(z.object({ loss: z.number(), accuracy: z.number() })).min(1),
});

/** null while it is not there. @throws StoreError where the file is newer or damaged. */
export const readEvaluation = (file: string, hash: Hash): Promise<EvaluationRecord | null> =>
  readNamedBySpec(file, evaluationRecordSchema, hash) as Promise<EvaluationRecord | null>;

export const writeEvaluation = (file: string, record: EvaluationRecord): Promise<void> =>
  writeAtomically(file, `${JSON.stringify(record, null, 1)}\n`);
