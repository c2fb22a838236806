/** The shape of `*.lottery.json`: the one source of the TypeScript type, the validator and the JSON Schema. */
import * as z from 'zod';
import { tfjsBackends } from '../../specs/training.ts';
import { controlsSchema, instabilitySchema, transferSchema } from './controls-schema.ts';
import { datasetSchema } from './dataset-schema.ts';
import { initialisationSchema, isModel, networkSchema } from './network-schema.ts';
import { pruningSchema, rewindSchema } from './pruning-schema.ts';
import { trainingSchema } from './training-schema.ts';

// A family of experiments that differ in some settings (the paper, appendix G, in ten lines).

/** By the full name of a key: the values that it takes, one after the other. */
const sweepSchema = z.record(z.string(), z.array(z.unknown()).min(1));
export type SweepConfig = z.output<typeof sweepSchema>;

const count = (minimum: number): z.ZodNumber => z.number().int().min(minimum);

export const configSchema = z.strictObject({
  $schema: z.string().optional().describe('Where an editor finds the schema; ignored.'),
  extends: z
    .string()
    .optional()
    .describe('A preset such as "paper/lenet-300-100", or a path to another *.lottery.json relative to this file.'),
  name: z.string().min(1).optional().describe("Name of the experiment; the file's name without .lottery.json by default."),
  dataset: datasetSchema.default('mnist').describe('What to train on.'),
  network: networkSchema.default('lenet-300-100').describe('What to train.'),
  initialisation: initialisationSchema
    .optional()
    .describe('From which distribution initial weights are drawn. Absent: Gaussian Glorot, as in the paper.'),
  training: trainingSchema.prefault({}).describe('How one network is trained.'),
  pruning: pruningSchema.prefault({}).describe('Which weights are pruned after each round, and how many.'),
  rewind: rewindSchema
    .default('initial')
    .describe(
      'What the survivors go back to after pruning. "initial": their initial weights, as in the paper. { "iteration": k }: the weights of iteration k of the dense training. "learning-rate": trained weights, schedule from the start. "none": training goes on.',
    ),
  controls: controlsSchema.prefault({}).describe('What each ticket is compared with.'),
  transfer: transferSchema
    .optional()
    .describe('Trains the tickets on another data set or with another optimiser too (Morcos et al. 2019).'),
  instability: instabilitySchema
    .optional()
    .describe('Trains tickets a second time in another data order and measures the barrier between the two (Frankle et al. 2020).'),
  sweep: sweepSchema
    .optional()
    .describe('Lists of values by full names of keys: every combination is an experiment of its own, run together and compared.'),
  trials: count(1)
    .max(1000)
    .default(1)
    .describe('Independent repetitions, each with its own initial weights, data order and split. The paper uses 5.'),
  seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(1).describe('Seed of everything random. 0 is a seed like any other.'),
  engine: z
    .enum(['auto', 'wasm', 'tfjs'])
    .default('auto')
    .describe('What trains. "auto" and "wasm": the embedded engine. "tfjs": TensorFlow.js, slower, to compare with.'),
  backend: z
    .enum(['auto', ...tfjsBackends])
    .default('auto')
    .describe(
      'What TensorFlow.js computes with. "auto": the first of "native-gpu" (tfjs-node-gpu), "webgpu" (a graphics card by WebGPU), "native" (tfjs-node), "wasm" and "cpu" (plain JavaScript) that is installed and has every operation the network needs.',
    ),
});

/** What people write. */
export type ConfigInput = z.input<typeof configSchema>;
/** With every default filled in. */
export type Config = z.output<typeof configSchema>;

/** "auto" is the embedded engine for every network of its own layers, TensorFlow.js for a model file. */
export const usesTfjs = ({ engine, network }: Pick<Config, 'engine' | 'network'>): boolean =>
  engine === 'tfjs' || (engine === 'auto' && isModel(network));
