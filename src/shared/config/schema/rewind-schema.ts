import { z } from 'zod';

export const rewindSchema = z.union([
  z.enum(['initial', 'learning-rate', 'none']),
  z.strictObject({
    iteration: z
      .number()
      .int()
      .min(1)
      .max(10_000_000)
      .describe('Iteration of the dense training whose weights the survivors go back to; below training.iterations.'),
  }),
]);
export type RewindConfig = z.output<typeof rewindSchema>;
