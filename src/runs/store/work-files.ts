/** evaluations/<hash of the spec>.json: a finished evaluation. */
import * as z from 'zod';
import type { EvaluationRecord } from '../../shared/specs/evaluate-work.ts';
import type { GradientsRecord } from '../../shared/specs/gradients.ts';
import { hashOf } from '../../shared/specs/hash.ts';
import type { Hash, TrainingRecord } from '../../shared/specs/training.ts';
import { isMissing, makeAnew, StoreError } from './store-error.ts';
import { readStoreFile } from './store-files.ts';
import { writeAtomically } from './write-atomically.ts';

/** Reads a JSON file of the store: missing, newer, damaged and usable ones are told apart. */
const schemaVersion = 1;

/** A record of 1,000 trials x 200 rounds has 60 MB; parsed it takes several times as much. */
const mostBytes = 200 * 1024 * 1024;

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new StoreError(file, 'damaged', 'is damaged: it is not JSON.', { cause: error, remedy: makeAnew });
  }
}

/** Asked before anything else: a newer program may have changed every other field. */
function checkVersion(file: string, value: unknown): void {
  const version: unknown = typeof value === 'object' && value !== null && 'schemaVersion' in value ? value.schemaVersion : undefined;
  if (typeof version === 'number' && version > schemaVersion)
    throw new StoreError(file, 'newer', `was written by a newer version (schema ${String(version)}); update Winning Ticket.`);
  if (version !== schemaVersion)
    throw new StoreError(file, 'damaged', 'is damaged: it has no schemaVersion that is known.', { remedy: makeAnew });
}

function checkShape<T>(file: string, value: unknown, schema: z.ZodType<T>): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  // A key may be as long as its file.
  const at = (issue?.path.map(String).join('.') ?? '').slice(0, 100);
  throw new StoreError(file, 'damaged', `is damaged: ${at === '' ? 'it' : `"${at}"`} is not what such a file holds.`, { remedy: makeAnew });
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
    throw error instanceof StoreError ? error : new StoreError(file, 'damaged', 'cannot be read.', { cause: error, remedy: makeAnew });
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
    throw new StoreError(file, 'damaged', `is damaged: its spec is not the one that ${named} is named after.`, { remedy: makeAnew });
  return record;
}

/** Hashes become names of files: any other text could lead out of the store, which may come from a stranger. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

// gradients/<hash of the spec>.json: names the tensors of a finished gradient.
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

// training.json: what a finished training leaves behind.
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
