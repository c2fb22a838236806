import { z } from 'zod';

export const earlyBirdSchema = z
  .strictObject({
    window: z
      .number()
      .int()
      .min(2)
      .max(100)
      .default(5)
      .describe('Masks of so many epochs in a row that must agree with the newest of them.'),
    threshold: z
      .number()
      .min(0)
      .lt(1)
      .default(0.1)
      .describe('The normalised Hamming distance, 0..1, that the newest mask may have to each of the others.'),
  })
  .describe(
    'Draws each mask as soon as it settles, one mask an epoch (Early-Bird tickets, You et al. 2020); absent: at the end of training.',
  );
export type EarlyBirdConfig = z.output<typeof earlyBirdSchema>;
