/** What each ticket is compared with: how often, and at which rounds. */
import * as z from 'zod';
import type { ControlName } from '../../specs/series.ts';
import { datasetSchema } from './dataset-schema.ts';
import { trainingSchema } from './training-schema.ts';

const count = z.number().int().min(0).max(100);

/** A number of trainings beside each ticket, or at some rounds only. */
export const controlSchema = (most: number, firstRound = 1) =>
  z.union([
    count.max(most),
    z.strictObject({
      count: count.min(1).max(most).default(1).describe('Trainings beside each ticket.'),
      rounds: z
        .array(z.number().int().min(firstRound).max(200))
        .min(1)
        .optional()
        .describe(
          `Only at these rounds; every round from 1 by default.${firstRound === 0 ? ' Round 0, the dense network, is asked for by name.' : ''}`,
        ),
    }),
  ]);

export type ControlConfig = z.output<ReturnType<typeof controlSchema>>;

const each = 'per round and trial';

const kinds = {
  randomReinit: controlSchema(100)
    .default(1)
    .describe(`Trainings of each ticket's mask with freshly drawn initial weights, ${each}. The paper uses 3.`),
  randomMask: controlSchema(100)
    .default(1)
    .describe(`Trainings of a random mask, layer by layer of the ticket's size, with the original initial weights, ${each}.`),
  survivorReinit: controlSchema(100)
    .optional()
    .describe(`The ticket's mask with initial weights drawn from those that survived in the layer (the paper, F.3), ${each}.`),
  signReinit: controlSchema(100)
    .optional()
    .describe(`The ticket's mask with freshly drawn magnitudes and the original signs (Zhou et al. 2019), ${each}.`),
  constantSign: controlSchema(1)
    .optional()
    .describe(
      `The ticket's mask with one magnitude a layer and the original signs (Zhou et al. 2019), ${each}. Nothing is drawn: at most 1.`,
    ),
  shuffledWeights: controlSchema(100)
    .optional()
    .describe(`The ticket's own initial weights, shuffled among the survivors of the layer (Zhou et al. 2019), ${each}.`),
  noiseHalf: controlSchema(100)
    .optional()
    .describe(`The ticket's initial weights with Gaussian noise of 0.5 standard deviations of the layer (the paper, F.7), ${each}.`),
  noise1: controlSchema(100).optional().describe(`The same with noise of 1 standard deviation.`),
  noise2: controlSchema(100).optional().describe(`The same with noise of 2 standard deviations.`),
  noise3: controlSchema(100).optional().describe(`The same with noise of 3 standard deviations.`),
  globalRandomMask: controlSchema(100)
    .optional()
    .describe(`Trainings of a random mask of the ticket's size over all layers together, with the original initial weights, ${each}.`),
  dataOrder: controlSchema(100, 0).optional().describe(`The ticket itself with its batches in another order, ${each}.`),
  union: controlSchema(1)
    .optional()
    .describe(`Weights that remain in any trial's ticket of the round, trained with the trial's own initial weights. At most 1.`),
  intersection: controlSchema(1)
    .optional()
    .describe(`Weights that remain in every trial's ticket of the round, trained with the trial's own initial weights. At most 1.`),
} satisfies Record<ControlName, z.ZodType>;

export const controlsSchema = z.strictObject(kinds);
export type ControlsConfig = z.output<typeof controlsSchema>;

/** Every key may be left out, and none has a default: what is not named stays as it was. */
function withoutDefaults<T extends z.ZodObject>(schema: T): z.ZodObject<{ [K in keyof T['shape']]: z.ZodOptional<T['shape'][K]> }> {
  const optional = Object.entries(schema.shape).map(([key, value]) => [
    key,
    (value instanceof z.ZodDefault ? (value.unwrap() as z.ZodType) : (value as z.ZodType))
      .optional()
      .describe((value as z.ZodType).description ?? ''),
  ]);
  return z.strictObject(Object.fromEntries(optional)) as never;
}

/** Another data set or another training, to which tickets are taken. */
export const transferSchema = z.strictObject({
  dataset: datasetSchema.optional().describe("Train the tickets on this data set; the experiment's own by default."),
  training: withoutDefaults(trainingSchema).optional().describe('What differs from `training`, such as another optimiser.'),
  rounds: z
    .array(z.number().int().min(1).max(200))
    .min(1)
    .optional()
    .describe('Tickets of these rounds only; all by default. The dense network is always trained there too.'),
  randomReinit: controlSchema(100)
    .default(1)
    .describe("Trainings there of each transferred ticket's mask with freshly drawn initial weights, per round and trial."),
});
export type TransferConfig = z.output<typeof transferSchema>;

/** Whether a network is stable to the order of its batches (Linear Mode Connectivity, Frankle et al. 2020). */
export const instabilitySchema = z.strictObject({
  rounds: z
    .array(z.number().int().min(0).max(200))
    .min(1)
    .optional()
    .describe('Rounds whose ticket is trained twice; 0 is the dense network. All by default.'),
  points: z.number().int().min(3).max(201).default(11).describe('Points on the line between the two, both ends included.'),
});
export type InstabilityConfig = z.output<typeof instabilitySchema>;
