/** What experiment.json holds: what an experiment is and which trainings belong to it. */
import * as z from 'zod';
import type { Config } from '../../../shared/config/schema/schema.ts';
import { initialDistributions } from '../../../shared/network/initialisation.ts';
import { layerKindNames } from '../../../shared/network/layer-kinds.ts';
import type { KeptWeights } from '../../../shared/network/multiply-adds.ts';
import type { Network } from '../../../shared/network/network.ts';
import type { DataSummary } from '../../../shared/results/data-summary.ts';
import type { EarlyBirdDraw } from '../../../shared/results/pruning/early-bird.ts';
import type { RetrainChange } from '../../../shared/specs/retrain.ts';
import { type Hash, tfjsBackends } from '../../../shared/specs/training.ts';
import { dataSummarySchema } from './stored-data-summary.ts';
import { hashSchema } from '../files/versioned-file.ts';
import { areTellings, type Tellings } from '../../../shared/text/told.ts';

const denseSchema = z.object({
  kind: z.literal('dense'),
  name: z.string(),
  inputs: z.number(),
  outputs: z.number(),
  activation: z.enum(['relu', 'none']),
});
/** Reading checks of all other layers only that they are layers: the program that wrote them had checked the rest. */
const otherKinds = layerKindNames.filter((kind) => kind !== 'dense');
const otherSchema = z.looseObject({ kind: z.enum(otherKinds), name: z.string() });
const layerSchema = z.discriminatedUnion('kind', [denseSchema, otherSchema]);
const initialisationSchema = z.object({ distribution: z.enum(initialDistributions), truncated: z.boolean(), scale: z.number() });
const networkSchema = z.object({
  inputShape: z.array(z.number()),
  classes: z.number(),
  layers: z.array(layerSchema).min(1),
  initialisation: initialisationSchema.optional(),
});
const changeSchema = z.looseObject({ weights: z.enum(['same', 'reinit']), mask: z.enum(['same', 'random']) });

const earlyBirdSchema = z.object({
  epoch: z.number().nullable(),
  iteration: z.number(),
  iterations: z.number(),
  distanceToFinal: z.number().nullable(),
  endedAt: z.number().optional(),
});

const retrainingSchema = z.object({
  change: changeSchema,
  training: hashSchema,
  /** Whether the bits of an earlier training came out again; null where there was none. */
  sameBits: z.boolean().nullable(),
  /** ISO 8601. */
  at: z.string(),
});

const importedSchema = z.record(z.string(), z.object({ weights: z.string().nullable(), mask: z.string().nullable() }));

/** `iteration` is null where it was not the training that broke, but what it ran on. */
const failureSchema = z.object({ reason: z.string(), iteration: z.number().nullable() });
export type StoredFailure = z.output<typeof failureSchema>;

export const experimentRecordSchema = z.object({
  schemaVersion: z.literal(1),
  experiment: z.string(),
  /** 'running' is believed only while somebody holds the lock. */
  state: z.enum(['running', 'finished', 'cancelled', 'failed']),
  failure: z.string().nullable(),
  /** Checked by `readStoredConfig`. */
  config: z.looseObject({}),
  configPath: z.string().nullable(),
  /** Settings of the command line that stand in place of the file's, as `training.iterations=400`; absent where there were none. */
  givenSettings: z.array(z.string()).optional(),
  /** `backend` of TensorFlow.js, and why it was taken: kept for the whole experiment. */
  engine: z.object({
    name: z.string(),
    numerics: z.number(),
    backend: z.enum(tfjsBackends).optional(),
    reason: z.string().optional(),
    /** The graphics card and its driver. */
    device: z.string().optional(),
  }),
  versions: z.object({ program: z.string(), node: z.string() }),
  machine: z.object({ platform: z.string(), architecture: z.string(), processor: z.string() }),
  network: networkSchema,
  /** Notes about its data; absent in records of versions that made none. No part of any hash. */
  data: dataSummarySchema.optional(),
  /** Hash of all that the bits of its trainings depend on: what has another basis belongs to another experiment. */
  basis: z.string(),
  /** `trial-1/round-03/random-reinit-1` -> hash of the spec, as soon as it is known; whether it is finished is seen at its training.json. */
  trainings: z.record(z.string(), hashSchema),
  /** `trial-1/round-03/ticket` -> hashes of the specs of its segments, where it was carried out in segments. */
  segments: z.record(z.string(), z.array(hashSchema)).optional(),
  /** `trial-1/round-03/instability`, `trial-1/round-03/ticket/pruned` -> hash of the finished evaluation. */
  evaluations: z.record(z.string(), hashSchema).default({}),
  /** Role -> why the training broke down in the last run; its evaluations stay in its folder. Absent in records of versions that kept none. */
  failures: z.record(z.string(), failureSchema).optional(),
  /** How its failures are told in other languages, by their English words; absent where none is. */
  tellings: z.custom<Tellings>(areTellings).optional().catch(undefined),
  /** `trial-1/round-03` -> the tensors that are the ticket; `emptied` names layers of which no weight is left. */
  tickets: z.record(
    z.string(),
    z.object({
      mask: hashSchema,
      initialWeights: hashSchema,
      earlyBird: earlyBirdSchema.optional(),
      emptied: z.array(z.string()).optional(),
      /** Weights that remain, by name of tensor; absent in records of versions that did not count them. */
      kept: z.record(z.string(), z.number()).optional(),
    }),
  ),
  /** `trial-1/round-03` -> the files of other programs that the ticket comes from; there where an experiment holds imported tickets. */
  imported: importedSchema.optional(),
  /** Present where these are the results of settings that its experiment no longer has. */
  earlierOf: z.object({ experiment: z.string(), replacedAt: z.string() }).optional(),
  /** `trial-1/round-03` -> its retrainings, oldest first. */
  retrainings: z.record(z.string(), z.array(retrainingSchema)),
});

type Fields = z.output<typeof experimentRecordSchema>;
type Tickets = Readonly<
  Record<
    string,
    {
      readonly mask: Hash;
      readonly initialWeights: Hash;
      readonly earlyBird?: EarlyBirdDraw;
      readonly emptied?: readonly string[];
      readonly kept?: KeptWeights;
    }
  >
>;
export type Retraining = Omit<Fields['retrainings'][string][number], 'change'> & { readonly change: RetrainChange };

export interface ExperimentRecord extends Omit<Fields, 'config' | 'network' | 'retrainings' | 'tickets' | 'data'> {
  readonly data?: DataSummary;
  readonly config: Config;
  readonly network: Network;
  readonly tickets: Tickets;
  readonly retrainings: Readonly<Record<string, readonly Retraining[]>>;
}
