/** training.json: what a finished training leaves behind. */
import { z } from 'zod';
import { hashOf } from '../../shared/hash.ts';
import type { Hash, TrainingRecord } from '../../shared/training.ts';
import { readVersioned } from './read-versioned.ts';
import { StoreError } from './store-error.ts';

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

/** The spec is checked by its hash, which is the name of its folder. */
const recordSchema = z.object({
  schemaVersion: z.literal(1),
  spec: z.looseObject({ operation: z.literal('train') }),
  evaluations: z.array(evaluationSchema).min(1),
  finalWeights: z.string(),
  snapshots: z.record(z.string(), z.string()),
  optimizerState: z.string().optional(),
  seconds: z.number(),
});

/** @throws StoreError where the file is newer or damaged. */
export async function readTrainingRecord(file: string, hash: Hash): Promise<TrainingRecord | null> {
  const record = (await readVersioned(file, recordSchema)) as TrainingRecord | null;
  if (record && hashOf(record.spec) !== hash)
    throw new StoreError(file, 'damaged', 'is damaged: its spec is not the one that its folder is named after.');
  return record;
}
