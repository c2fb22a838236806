/** training.json: what a finished training leaves behind. */
import { z } from 'zod';
import type { Hash, TrainingRecord } from '../../shared/specs/training.ts';
import { readNamedBySpec } from './read-named-by-spec.ts';

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
export const readTrainingRecord = (file: string, hash: Hash): Promise<TrainingRecord | null> =>
  readNamedBySpec(file, recordSchema, hash, 'its folder') as Promise<TrainingRecord | null>;
