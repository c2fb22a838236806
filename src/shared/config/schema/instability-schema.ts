/** Whether a network is stable to the order of its batches (Linear Mode Connectivity, Frankle et al. 2020). */
import { z } from 'zod';

export const instabilitySchema = z.strictObject({
  rounds: z
    .array(z.number().int().min(0).max(200))
    .min(1)
    .optional()
    .describe('Rounds whose ticket is trained twice; 0 is the dense network. All by default.'),
  points: z.number().int().min(3).max(201).default(11).describe('Points on the line between the two, both ends included.'),
});
export type InstabilityConfig = z.output<typeof instabilitySchema>;
