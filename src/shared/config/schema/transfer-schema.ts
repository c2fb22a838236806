/** Another data set or another training, to which tickets are taken. */
import { z } from 'zod';
import { controlSchema } from './controls-schema.ts';
import { datasetSchema } from './dataset-schema.ts';
import { trainingSchema } from './training-schema.ts';

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
